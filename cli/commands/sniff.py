"""`rapport sniff`: a first contract from files of an unknown source, for a person to correct.

Belongs here: the call and where the text goes. Does not belong here: looking at files (ingest/sniffing.py).
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

EXAMPLE = "Example: rapport sniff --system shop landing/shop/*.csv > contracts/shop.yml"


class Kind(StrEnum):
    """What a system is."""

    CRM = "crm"
    CALL_CENTRE = "call_centre"
    WEB_SHOP = "web_shop"
    EXTERNAL = "external"


def sniff(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Extracts of this system, one of each kind.")],
    system: Annotated[str, typer.Option(metavar="NAME", help="The system's name in company.yml.")] = "shop",
    kind: Annotated[Kind, typer.Option(help="What the system is.")] = Kind.WEB_SHOP,
) -> None:
    """Write a first contract from the files: format, columns, types, columns that could be the key.

    It goes to standard output; correct it, then let `rapport check` say what is still missing.
    """
    from ingest.contract_draft import contract_text
    from ingest.sniffing import sniff as look_at

    print(contract_text(system, kind.value, [look_at(file) for file in files]), end="")
