"""The company that the damaged files are delivered to: its settings and contract, written into a folder.

Belongs here: one entity per dialect and stream. Does not belong here: the files (generator.py, streams.py).
"""

from __future__ import annotations

from pathlib import Path

import yaml

from tests.damage.dialects import DIALECTS, Dialect
from tests.damage.outcome import MIN_SHARE, MOST_QUARANTINED, Delivery, write_statements
from tests.damage.sources import STREAMS

ROOT = Path(__file__).resolve().parents[2]
SYSTEM = "damaged"
SETTINGS = f"""\
name: Broken Crates
currency: GBP
time_zone: Europe/London
systems:
  - {{name: {SYSTEM}, kind: web_shop, contract: {SYSTEM}, landing: landing, time_zone: Europe/London}}
"""


def write_company(folder: Path) -> None:
    (folder / "contracts").mkdir(parents=True)
    (folder / "landing").mkdir()
    (folder / "company.yml").write_text(SETTINGS, encoding="utf-8")
    entities = "".join(_entity(dialect, "events", dialect.columns) for dialect in DIALECTS)
    for stream in STREAMS:
        rules = f"    key: [id]\n    min_share: {MIN_SHARE}\n{stream.rules}"
        entities += _entity(stream.dialect, stream.mode, stream.columns, rules)
    contract = f"system: {SYSTEM}\nkind: web_shop\nentities:\n{entities}"
    (folder / "contracts" / f"{SYSTEM}.yml").write_text(contract, encoding="utf-8")


def _entity(dialect: Dialect, mode: str, declared: dict[str, str], rules: str = "") -> str:
    columns = "".join(f"      {name}: {column}\n" for name, column in declared.items())
    return (
        f"  {dialect.name}:\n"
        f'    files: "{dialect.name}/*"\n'
        '    delivery: {from: name, pattern: "%Y-%m-%d"}\n'
        f"    format: {dialect.settings}\n"
        f"    mode: {mode}\n{rules}"
        f"    max_quarantined: {MOST_QUARANTINED}\n"
        f"    columns:\n{columns}"
    )


def state(folder: Path, deliveries: list[Delivery]) -> None:
    """Writes beside the landing what has to become of each file."""
    write_statements(folder / "stated_outcomes.jsonl", [delivery.stated for delivery in deliveries])


def deliver(folder: Path, deliveries: list[Delivery], wave: int) -> None:
    """Puts the files of a wave into landing."""
    for delivery in deliveries:
        if delivery.wave == wave:
            path = folder / "landing" / delivery.stated.file
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(delivery.content)


def write_models(folder: Path) -> None:
    """Staging that takes the ids of one stream on to the star, as products, and no text of anybody."""
    entity = yaml.safe_load((ROOT / "dbt" / "models" / "canonical" / "product.yml").read_text(encoding="utf-8"))
    columns = {column["name"]: column["data_type"] for column in entity["models"][0]["columns"]}
    taken = {
        "system_name": f"'{SYSTEM}'",
        "product_id": "cast(product.id as string)",
        "sku": "cast(product.id as string)",
        "item_type": "'product'",
        "_delivery_id": "product._delivery_id",
    }
    selected = [f"    {taken.get(name, f'cast(null as {kind})')} as {name}" for name, kind in columns.items()]
    source = f"{{{{ current_rows(source('raw', '{SYSTEM}__{STREAMS[0].dialect.name}')) }}}}"
    staging = folder / "models" / "staging"
    staging.mkdir(parents=True)
    name = f"stg_{SYSTEM}__product"
    (staging / f"{name}.sql").write_text("select\n" + ",\n".join(selected) + f"\nfrom {source} as product\n")
    described = [{"name": name, "data_type": kind} for name, kind in columns.items()]
    model = {"name": name, "description": "One row per product.", "columns": described}
    (staging / f"{name}.yml").write_text(yaml.safe_dump({"version": 2, "models": [model]}))
    tables = [{"name": f"{SYSTEM}__{one.dialect.name}"} for one in STREAMS]
    sources = {"version": 2, "sources": [{"name": "raw", "schema": "raw", "tables": tables}]}
    (folder / "models" / "sources.yml").write_text(yaml.safe_dump(sources))
