"""The edition for machines: every number as it was judged, every field described, the same bytes each time."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from dashboard.reporting import Database
from dashboard.review import book as books
from dashboard.review import edition_json
from dashboard.wording import LANGUAGES, Language
from tests.conftest import ROOT, Demo
from tests.unit.review.edition import Raw

LABELS = ("2021Q4", "2025Q3", "2026Q3")
MAPS = re.compile(r"^((?:targets\[\]\.outlooks?(?:\[\])?\.quantiles|counts\.\w+|organisations)\.).+$")
SECTION = re.compile(r"^## (.*)$", re.MULTILINE)
Made = dict[str, dict[str, Any]]


def content(database: Database, label: str, lang: Language = "zh") -> bytes:
    return edition_json.edition_json(books.opened(database.rows, "xinyang-2022", label, lang))


@pytest.fixture(scope="module")
def made(demo_database: Database) -> Made:
    return {label: json.loads(content(demo_database, label)) for label in LABELS}


def paths(found: object, at: str = "") -> Iterator[str]:
    """Yield the path of everything in a JSON value; what is in a map stands under *."""
    if isinstance(found, dict):
        for key, part in found.items():
            path = f"{at}.{key}".removeprefix(".") + ("[]" if isinstance(part, list) else "")
            path = MAPS.sub(r"\1*", path)
            yield path
            yield from paths(part, path)
    elif isinstance(found, list):
        for part in found:
            yield from paths(part, at)


def described() -> Iterator[str]:
    """Yield the path of every field in the document: the names in a heading, then those in the rows below it."""
    _, *parts = SECTION.split((ROOT / "docs" / "edition-json.md").read_text("utf-8"))
    for head, body in zip(parts[::2], parts[1::2], strict=True):
        rows = re.findall(r"^\| (`.*?) \|", body, re.MULTILINE)
        fields = [name for row in rows for name in re.findall(r"`([^`]+)`", row)]
        for prefix in re.findall(r"`([^`]+)`", head) or [""]:
            yield from (f"{prefix}.{name}".removeprefix(".") for name in fields)


def test_every_field_is_described_and_everything_described_is_there(made: Made) -> None:
    there = {path for found in made.values() for path in paths(found)}
    told = Counter(described())
    assert [path for path, count in told.items() if count > 1] == []
    assert (there - set(told), set(told) - there) == (set(), set())


def test_its_schema_is_the_one_described(made: Made) -> None:
    document = (ROOT / "docs" / "edition-json.md").read_text("utf-8")
    assert {f"`schema` is `{found['schema']}`" in document for found in made.values()} == {True}


@pytest.mark.parametrize("label", LABELS)
def test_every_verdict_is_the_one_in_the_tables(label: str, made: Made, demo: Demo) -> None:
    raw = Raw(demo.database, label)
    found = {(target["id"], reading["id"]): reading["verdict"] for target in made[label]["targets"]
             for reading in target["readings"]}  # fmt: skip
    assert found == raw.verdicts
    assert {target["id"]: target["verdict"] for target in made[label]["targets"]} == raw.own
    hashes = raw.rows("select input_hash, result_hash from edition where number = :edition")[0]
    assert {name: made[label]["edition"][name] for name in hashes} == hashes


def floats(*found: object) -> tuple[float | None, ...]:
    return tuple(None if value is None else float(str(value)) for value in found)


@pytest.mark.parametrize("label", LABELS)
def test_outlooks_milestones_and_counts_are_those_of_the_tables(label: str, made: Made, demo: Demo) -> None:
    raw, found = Raw(demo.database, label), made[label]
    rows = raw.rows("select target, reading, region, horizon, p_attain, goal from outlook where edition = :edition")
    wanted = {(r["target"], r["reading"], r["region"], r["horizon"]): floats(r["p_attain"], r["goal"]) for r in rows}
    got = {(target["id"], one["reading"], one["region"], one["horizon"]): floats(one["p"], one["goal"])
           for target in found["targets"] for one in target["outlooks"]}  # fmt: skip
    assert got == wanted
    states = Counter(step["state"] for task in found["tasks"] for step in task["milestones"])
    assert sum(task["overdue"] for task in found["tasks"]) == states["overdue"]
    assert {kind: sum(counts.values()) for kind, counts in found["counts"].items()} == {
        "all": 21, "numeric": 14, "qualitative": 7}  # fmt: skip


def test_numbers_are_text_so_that_no_digit_is_lost(made: Made) -> None:
    def fractions(part: object) -> Iterator[float]:
        inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        yield from ([part] if isinstance(part, float) else [])
        for one in inner:
            yield from fractions(one)

    assert not [number for found in made.values() for number in fractions(found)]
    assert made["2025Q3"]["targets"][0]["verdict"]["completion"] == "0.8110784782460214466224984632"


def test_the_same_edition_gives_the_same_bytes(demo_database: Database) -> None:
    for lang in LANGUAGES:
        one, other = (content(demo_database, "2025Q3", lang) for _ in range(2))
        assert one == other and json.loads(one)["language"] == lang
