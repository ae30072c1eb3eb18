// Follows links of the page ("?date=2011-11") without loading it anew, tells the browser the page's language,
// scrolls to what was just opened, and keeps the keyboard where it was.
let wanted = null;
let shown = "?"; // the address that the page shows
let asked = "?"; // the address asked for last; differs while the page is on its way there

function linkOf(event) {
  const own = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (!own || event.defaultPrevented) return null;
  return event.composedPath().find((node) => node.matches?.('a[href^="?"]')) ?? null;
}

// What the link changes of the page it stands on, done to the page that was asked for: two quick clicks add up.
function added(link) {
  const [from, to, result] = [shown, link, asked].map((address) => new URLSearchParams(address));
  for (const name of new Set([...from.keys(), ...to.keys()])) {
    const values = to.getAll(name);
    if (JSON.stringify(values) === JSON.stringify(from.getAll(name))) continue;
    result.delete(name);
    for (const value of values) result.append(name, value);
  }
  return `?${result}`;
}

function arrive() {
  if (!wanted) return;
  const { scroll, focus } = wanted;
  wanted = null;
  requestAnimationFrame(() => {
    if (focus) document.querySelector(`[data-focus="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
    if (scroll) document.getElementById(scroll)?.scrollIntoView({ behavior: "smooth", block: "start" });
  });
}

export default function ({ data, setTriggerValue }) {
  document.documentElement.lang = data.language;
  shown = asked = data.address;

  const follow = (event) => {
    const link = linkOf(event);
    if (!link) return;
    event.preventDefault();
    wanted = { scroll: link.dataset.scroll, focus: link.dataset.focus };
    asked = added(link.getAttribute("href"));
    setTriggerValue("followed", asked);
  };
  document.addEventListener("click", follow);
  document.documentElement.dataset.followsLinks = "true"; // until then the browser follows them itself
  arrive();
  return () => document.removeEventListener("click", follow);
}
