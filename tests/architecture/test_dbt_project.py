"""The dbt project keeps its layers, its names and its word: described, without clock or chance, without a warning."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from repository import DbtProject, layer_of

MAY_READ = {
    "staging": {"source", "seed", "staging"},
    "canonical": {"staging"},
    "intermediate": {"source", "seed", "canonical", "intermediate"},
    "core": {"source", "seed", "intermediate", "core"},
    "metrics": {"core", "intermediate"},
    "marts": {"core", "marts"},
    "about": {"source", "canonical", "intermediate", "core"},
}
# Sources that hold what was delivered; only staging knows their words. The others tell of deliveries and builds.
DELIVERED = "raw"
NAME = {
    "staging": r"stg_[a-z0-9]+(_[a-z0-9]+)*__[a-z0-9]+(_[a-z0-9]+)*",
    "canonical": r"canonical__[a-z0-9]+(_[a-z0-9]+)*",
    "intermediate": r"int_[a-z0-9]+(_[a-z0-9]+)*__[a-z0-9]+(_[a-z0-9]+)*",
    "core": r"(dim|fct|bridge)_[a-z0-9]+(_[a-z0-9]+)*",
    "metrics": r"metric_time_spine",
    "marts": r"mart_[a-z0-9]+(_[a-z0-9]+)*__[a-z0-9]+(_[a-z0-9]+)*",
    "about": r"about_[a-z0-9]+(_[a-z0-9]+)*",
}
INTEGERS = {"int", "integer", "bigint"}
TYPE_BY_ENDING = {
    "_key": INTEGERS,
    "_count": INTEGERS,
    "_seconds": INTEGERS,
    "_at": {"timestamp"},
    "_at_local": {"timestamp"},
    "_date": {"date"},
    "_amount": {"decimal(18,4)", "decimal(18, 4)"},
    "_amount_local": {"decimal(18,4)", "decimal(18, 4)"},
}
CLOCK_OR_CHANCE = re.compile(
    r"\b(current_date|current_timestamp|current_time|localtime|localtimestamp|run_started_at|invocation_id)\b"
    r"|\b(now|today|getdate|sysdate|random|rand|uuid|gen_random_uuid|setseed)\s*\(|\bmodules\.datetime\b",
    re.IGNORECASE,
)

# What a reader cannot check by looking: a case, a window, a rule about clock times.
REASONED = re.compile(r"\bcase\s+when\b|\bover\s*\(|\b(utc_from_local|local_from_utc)\b", re.IGNORECASE)


def without_comments(sql: str) -> str:
    return re.sub(r"\{#.*?#\}|--[^\n]*|/\*.*?\*/", "", sql, flags=re.DOTALL)


def test_dbt_parses_without_a_warning(dbt_project: DbtProject) -> None:
    assert [event["msg"] for event in dbt_project.events if event["level"] in ("warn", "error")] == []


def test_every_model_reads_only_from_the_layers_below(dbt_project: DbtProject) -> None:
    nodes = {**dbt_project.manifest["nodes"], **dbt_project.manifest["sources"]}
    wrong = [
        f"{model['name']} ({layer_of(model)}) reads {read['name']} ({layer_of(read)})"
        for model in dbt_project.models()
        for read in (nodes[unique_id] for unique_id in model["depends_on"]["nodes"])
        if layer_of(read) not in MAY_READ[layer_of(model)]
    ]
    assert not wrong, "\n".join(wrong)


def test_only_staging_knows_what_was_delivered(dbt_project: DbtProject) -> None:
    sources = dbt_project.manifest["sources"]
    wrong = [
        f"{model['name']} reads {unique_id}"
        for model in dbt_project.models()
        for unique_id in model["depends_on"]["nodes"]
        if unique_id in sources and sources[unique_id]["source_name"] == DELIVERED and layer_of(model) != "staging"
    ]
    assert not wrong, "\n".join(wrong)


def test_no_model_names_a_table_past_ref_and_source(dbt_project: DbtProject) -> None:
    past = re.compile(r"\b(from|join)\s+(core|marts|raw|ledger|build|quarantine|staging|intermediate)\.", re.IGNORECASE)
    wrong = [model["name"] for model in dbt_project.models() if past.search(without_comments(model["raw_code"]))]
    assert not wrong, "\n".join(wrong)


def test_every_model_is_named_by_the_grammar_of_its_layer(dbt_project: DbtProject) -> None:
    wrong = [
        f"{model['original_file_path']}: {model['name']}"
        for model in dbt_project.models()
        if not re.fullmatch(NAME[layer_of(model)], model["name"])
    ]
    assert not wrong, "\n".join(wrong)


def test_every_column_has_the_type_its_name_promises(dbt_project: DbtProject) -> None:
    wrong = [
        f"{model['name']}.{name}: {column['data_type']}"
        for model in dbt_project.models()
        for name, column in model["columns"].items()
        if not keeps_its_promise(name, str(column["data_type"]).lower())
    ]
    assert not wrong, "\n".join(wrong)


def keeps_its_promise(name: str, data_type: str) -> bool:
    if name.startswith(("is_", "has_")):
        return data_type == "boolean"
    endings = sorted((ending for ending in TYPE_BY_ENDING if name.endswith(ending)), key=len)
    return not endings or data_type in TYPE_BY_ENDING[endings[-1]]


def test_every_model_has_a_yaml_of_its_own(dbt_project: DbtProject) -> None:
    described_in = Counter(model["patch_path"] for model in dbt_project.models())
    assert [path for path, count in described_in.items() if path is None or count > 1] == []


def test_every_table_and_every_column_is_described(dbt_project: DbtProject) -> None:
    wrong = [
        place
        for node in dbt_project.nodes("model", "seed", "source")
        if not node["original_file_path"].startswith("vendors/")  # the contract says what a vendor's columns are
        for place, description in descriptions(node)
        if not says_something(place, description)
    ]
    assert not wrong, "\n".join(wrong)


def descriptions(node: dict[str, Any]) -> list[tuple[str, str]]:
    columns = [(f"{node['name']}.{name}", column["description"]) for name, column in node["columns"].items()]
    return [(node["name"], node["description"]), *columns] if columns else [(f"{node['name']}: no columns", "")]


def says_something(place: str, description: str) -> bool:
    """A description that repeats the name says nothing."""
    words = set(re.findall(r"[a-z0-9]+", description.lower())) - {"the", "a", "an", "of", "is"}
    return bool(words - set(re.findall(r"[a-z0-9]+", place.rpartition(".")[2].replace("_", " "))))


def test_core_and_marts_hold_to_contracts(dbt_project: DbtProject) -> None:
    layers = ("staging", "canonical", "core", "marts", "about")
    assert [model["name"] for model in dbt_project.models(*layers) if not model["config"]["contract"]["enforced"]] == []


def test_every_dimension_and_fact_has_tests(dbt_project: DbtProject) -> None:
    tested = {test["attached_node"] for test in dbt_project.nodes("test") if test.get("attached_node")}
    assert [model["name"] for model in dbt_project.models("core") if model["unique_id"] not in tested] == []


def test_every_model_with_a_case_a_window_or_a_date_rule_has_a_unit_test(dbt_project: DbtProject) -> None:
    tested = {test["model"] for test in dbt_project.manifest["unit_tests"].values()}
    wrong = [
        f"{model['name']}: {rule[0].strip()}"
        for model in dbt_project.models()
        if (rule := REASONED.search(without_comments(model["raw_code"]))) and model["name"] not in tested
    ]
    assert not wrong, "\n".join(wrong)


def test_every_singular_test_is_a_claim(dbt_project: DbtProject) -> None:
    singular = [test["name"] for test in dbt_project.nodes("test") if "test_metadata" not in test]
    assert [name for name in singular if not re.fullmatch(r"assert_[a-z0-9]+(_[a-z0-9]+){2,}", name)] == []


def test_no_model_knows_a_clock_or_chance(dbt_project: DbtProject) -> None:
    macros = [macro for macro in dbt_project.manifest["macros"].values() if macro["package_name"] == "rapport"]
    code = {node["name"]: node["raw_code"] for node in dbt_project.nodes("model", "test")}
    code |= {macro["name"]: macro["macro_sql"] for macro in macros}
    found = {name: CLOCK_OR_CHANCE.search(without_comments(sql)) for name, sql in code.items()}
    assert {name: match[0] for name, match in found.items() if match} == {}
