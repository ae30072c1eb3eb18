// Follows links of the page ("?date=2011-11") without loading it anew, tells the browser the page's language,
// scrolls to what was just opened, and keeps the keyboard where it was.
let wanted = null;

function linkOf(event) {
  const own = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!own || event.defaultPrevented) return null;
  return event.composedPath().find((node) => node.matches?.('a[href^="?"]')) ?? null;
}

export default function ({ data, setTriggerValue }) {
  document.documentElement.lang = data.language;

  const follow = (event) => {
    const link = linkOf(event);
    if (!link) return;
    event.preventDefault();
    wanted = { scroll: link.dataset.scroll, focus: link.dataset.focus };
    setTriggerValue("followed", link.getAttribute("href"));
  };
  document.addEventListener("click", follow);

  if (wanted) {
    const { scroll, focus } = wanted;
    wanted = null;
    requestAnimationFrame(() => {
      if (focus) document.querySelector(`[data-focus="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
      if (scroll) document.getElementById(scroll)?.scrollIntoView({ behavior: "smooth", block: "start" });
    });
  }
  return () => document.removeEventListener("click", follow);
}
