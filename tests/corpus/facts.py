"""What the plan's own files say: ledgers, senders, counties. Read as YAML, past every reader of the product."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from tests.conftest import ROOT

PLAN = "xinyang-2022"
FOLDER = ROOT / "data" / "plan" / PLAN


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a ledger or feed."""

    name: str
    header: str
    type: str
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """A ledger or feed: its sheet, its columns, who sends it."""

    id: str
    code: str
    sheet: str
    key: tuple[str, ...]
    fields: tuple[Field, ...]
    senders: tuple[str, ...]
    feed: bool = False


@dataclass(frozen=True, slots=True)
class Sender:
    """Who fills in a workbook."""

    id: str
    kind: str
    name: str
    short: str
    region: str  # code of its county, "" for others


@cache
def senders() -> dict[str, Sender]:
    """Return every organisation by its code."""
    found = {}
    for told in _yaml("organisations.yaml")["organisations"]:
        names = told["names"][-1]
        region = str(told.get("region", "")) if told["kind"] == "county_bureau" else ""
        found[told["id"]] = Sender(told["id"], told["kind"], names["name"], names["short"], region)
    return found


@cache
def ledgers() -> dict[str, Register]:
    """Return every ledger by its id."""
    found = {}
    for path in sorted((FOLDER / "ledgers").glob("*.yaml")):
        told = yaml.safe_load(path.read_text(encoding="utf-8"))["ledger"]
        fields = tuple(
            Field(c["name"], c["header"], c["type"], c.get("required", False), tuple(map(str, c.get("choices", ()))))
            for c in told["columns"]
        )
        found[told["id"]] = Register(
            told["id"], told["code"], told["sheet"], tuple(told["key"]), fields, _who(told["senders"])
        )
    return found


@cache
def feeds() -> dict[str, Register]:
    """Return every feed by its id; its values are fields named like their indicators."""
    found = {}
    for told in _yaml("feeds.yaml")["feeds"]:
        fields = [Field("period", told["period_header"], "period", True)]
        if told["region_from"] == "column":
            fields.append(Field("region", told["region_header"], "region", True))
        if "breakdown" in told:
            about = told["breakdown"]
            fields.append(Field("breakdown", about["header"], "choice", True, tuple(about["options"])))
        fields += [Field(v["indicator"], v["header"], "integer", v.get("required", True)) for v in told["values"]]
        found[told["id"]] = Register(told["id"], "", told["sheet"], (), tuple(fields), _who(told["senders"]), True)
    return found


@cache
def counties() -> dict[str, str]:
    """Return the ten counties: code -> name."""
    return {str(r["code"]): r["name"] for r in _yaml("regions.yaml")["regions"] if r["kind"] == "county"}


def _who(told: list[str]) -> tuple[str, ...]:
    kinds = {text.removeprefix("kind:") for text in told}
    return tuple(code for code, sender in senders().items() if code in kinds or sender.kind in kinds)


def _yaml(name: str) -> Any:  # noqa: ANN401
    return yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
