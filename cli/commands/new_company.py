"""`rapport new-company`: the folder of a company, ready for its first system.

Belongs here: what lies in a new folder. Does not belong here: what the settings mean (warehouse/company.py).
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

EXAMPLE = 'Example: rapport new-company data/acme --name "Acme" --currency EUR --time-zone Europe/Berlin'

_SETTINGS = """\
name: {name}
currency: {currency}
time_zone: {time_zone}
fiscal_year_start_month: 1
week_start: monday
languages: [en]
retention: {{versions: 5}}

# One entry per system that delivers. Their order decides where two disagree.
systems:
  - name: {system}
    kind: {kind}                     # crm, call_centre, web_shop or external
    contract: {system}               # contracts/{system}.yml: rapport sniff writes the first one
    landing: landing/{system}        # put the extracts here, or name the folder where they land
    time_zone: {time_zone}           # of the times in its extracts
"""
_IGNORED = "landing/\nwarehouse/\npublished/\n"


def new_company(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make; it must not be there yet.")],
    name: Annotated[str, typer.Option(help="What the company is called.")] = "My company",
    currency: Annotated[str, typer.Option(metavar="CODE", help="ISO 4217 code of its currency.")] = "EUR",
    time_zone: Annotated[str, typer.Option(metavar="ZONE", help="Its time zone, as in Europe/Berlin.")] = "UTC",
    system: Annotated[str, typer.Option(metavar="NAME", help="Its first system.")] = "shop",
    kind: Annotated[str, typer.Option(help="crm, call_centre, web_shop or external.")] = "web_shop",
) -> None:
    """Make the folder of a new company: settings, and places for contracts, models and extracts."""
    if folder.exists():
        raise typer.BadParameter(f"{folder} is there already")
    import json

    for part in (f"landing/{system}", "contracts", "models/staging", "seeds"):
        (folder / part).mkdir(parents=True)
    text = _SETTINGS.format(
        name=json.dumps(name, ensure_ascii=False), currency=currency, time_zone=time_zone, system=system, kind=kind
    )
    (folder / "company.yml").write_text(text, encoding="utf-8")
    (folder / ".gitignore").write_text(_IGNORED, encoding="utf-8")
    print(
        f"Made {folder}. Next:\n"
        f"  1. put extracts into {folder}/landing/{system}\n"
        f"  2. rapport sniff --system {system} --kind {kind} {folder}/landing/{system}/* "
        f"> {folder}/contracts/{system}.yml\n"
        f"  3. correct that contract; write {folder}/models/staging (docs/bring-your-own-extracts.md)\n"
        f"  4. rapport check --company {folder}, then rapport build --company {folder}"
    )
