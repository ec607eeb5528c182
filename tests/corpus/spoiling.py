"""A true entry becomes a row as sent: most of it as it should be, some of it in need of repair, some of it doubtful.

Rows fall at the rates of the demo: 80 % clean, 13 % repairable, 5 % doubtful, 2 % wrong.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

from tests.corpus import amounts, days, identifiers, places, words
from tests.corpus.cell import Line, Sent
from tests.corpus.facts import Field, Register, Sender, counties
from tests.corpus.stories import Scene, Values

NAMES = {
    "pledgor",
    "pledgee",
    "sme",
    "provider",
    "firm",
    "seller",
    "buyer",
    "recipient",
    "university",
    "from_org",
    "to_org",
    "host",
}
CODES, PATENTS = {"uscc", "provider_uscc"}, {"patents", "patent_no"}
PERCENT = {"equity_pct"}
_UNITS = {"right_count": "件", "ip_count": "件"}
_SHARES = (("ok", 0.80), ("repair", 0.13), ("doubt", 0.05), ("wrong", 0.02))


def fate_of(dice: Random) -> str:
    """Return what a row shall be, at the rates of the demo."""
    at = dice.random()
    for name, share in _SHARES:
        at -= share
        if at < 0:
            return name
    return "ok"


def ordinary(dice: Random, field: Field, value: object) -> Sent:
    """Return a true value as a careful clerk writes it."""
    match value:
        case None:
            return Sent("", "")
        case bool():
            return Sent("是" if value else "否", str(int(value)))
        case Decimal():
            written = int(value) if value == value.to_integral_value() else float(value)
            text = amounts.plain(value)
            truth = amounts.money(value) if field.type == "money" else text
            return Sent(text if dice.random() < 0.1 else written, truth)
        case date():
            return Sent(value.isoformat() if dice.random() < 0.2 else value, value.isoformat())
        case list():
            return Sent("、".join(value), "、".join(value))
        case str() if field.type == "region":
            return Sent(counties()[value], value)
        case _:
            return Sent(value, str(value))


def line(dice: Random, register: Register, values: Values, sender: Sender, end: date, fate: str = "") -> Line:
    """Return a row as sent: clean, or with one to three faults of the wanted gravity."""
    fields = {field.name: field for field in register.fields if field.name in values}
    cells = {name: ordinary(dice, field, values[name]) for name, field in fields.items()}
    fate = fate or fate_of(dice)
    count = dice.choice((1, 1, 1, 2, 3)) if fate != "ok" else 0
    spoiled = 0
    for name in dice.sample(list(fields), len(fields)):
        if spoiled == count:
            break
        found = _spoil(dice, register, fields[name], values[name], fate if spoiled == 0 else "repair", sender, end)
        if found is not None:
            cells[name], spoiled = found, spoiled + 1
    return Line(cells)


def _spoil(
    dice: Random, register: Register, field: Field, value: object, fate: str, sender: Sender, end: date
) -> Sent | None:
    """Return a spoiled cell, None when this column does not suit."""
    if fate == "repair":
        return repairable(dice, register, field, value)
    if fate == "doubt":
        return doubtful(dice, register, field, value, sender)
    return wrong(dice, register, field, value, sender, end)


def repairable(dice: Random, register: Register, field: Field, value: object) -> Sent | None:
    """Return a cell that can mean only its truth."""
    if value is None:
        return words.nothing(dice)
    name = field.name
    match value:
        case bool():
            return words.yes_no(dice, str(int(value)))
        case Decimal() if name in PERCENT:
            return amounts.percentage(dice, value, doubt=False)
        case Decimal():
            found = amounts.written_money(dice, value)
            return found if field.type == "money" else None
        case int() if name in _UNITS:
            return amounts.written_count(dice, value, _UNITS[name])
        case date():
            month_only = (
                name in ("lent_on", "announced_on") and dice.random() < 0.2
            )  # the last day breaks no order there
            return days.written_month(dice, value) if month_only else days.written_day(dice, value)
        case list():
            return identifiers.written_patents(dice, value)
        case str() if name == "patent_no":
            return identifiers.one_patent(dice, value)
        case str() if name in CODES:
            return identifiers.written_code(dice, value)
        case str() if field.type == "region":
            return places.written_county(dice, value)
        case str() if field.type == "choice":
            return words.choice(dice, value)
        case str() if name in NAMES:
            return words.renamed(value) if "公司" in value and dice.random() < 0.1 else words.spaced(dice, value)
        case str():
            found = words.widened(value)
            return found if found.fate == "repair" else None
    return None


def doubtful(dice: Random, register: Register, field: Field, value: object, sender: Sender) -> Sent | None:
    """Return a cell that a person must look at."""
    if value is None:
        return words.broken(dice) if dice.random() < 0.1 and field.type in ("date", "money") else None
    name = field.name
    match value:
        case Decimal() if name in PERCENT:
            return amounts.percentage(dice, value, doubt=True)
        case Decimal():
            if register.id == "pledge" and dice.random() < 0.2:
                return amounts.far_money(dice, value)
            return amounts.doubtful_money(dice, value)
        case bool():
            return None
        case int() if name in _UNITS:
            return amounts.doubtful_count(dice, value, _UNITS[name])
        case date():
            return days.doubtful_day(dice, value)
        case list():
            return identifiers.doubtful_patents(dice, value)
        case str() if name == "patent_no":
            return identifiers.doubtful_patents(dice, [value])
        case str() if name in CODES:
            return identifiers.doubtful_code(dice, value)
        case str() if field.type == "region":
            return places.doubtful_county(dice)
    return None


def wrong(dice: Random, register: Register, field: Field, value: object, sender: Sender, end: date) -> Sent | None:
    """Return a cell that cannot be right."""
    name = field.name
    if field.type == "choice" and value:
        return words.no_option(dice)
    if isinstance(value, Decimal) and field.type == "money" and value:
        return amounts.wrong_money(value)
    if field.type == "region" and value and sender.region:
        return places.other_county(dice, str(value))
    if field.required and value and name not in PATENTS and field.type == "text":
        return Sent("", "", "L", "wrong")
    if name in ("registered_on", "effective_on", "success_on", "filed_on") and isinstance(value, date):
        return days.late_day(dice, end)
    return None


def rule_broken(dice: Random, register: Register, scene: Scene, cells: dict[str, Sent]) -> Line | None:
    """Return a row of which every cell is sound, but which breaks a rule of its ledger; None when none is known."""
    pairs = {
        "pledge": (("contracted_on", "registered_on"), ("loan_amount", "credit_amount")),
        "custody": (("ends_on", "started_on"),),
        "navigation": (("applied_on", "approved_on"), ("approved_on", "midterm_on")),
        "contracts": (("technology_amount", "amount"), ("signed_on", "registered_on")),
        "transfer_records": (("from_org", "to_org"),),
        "funds": (("used", "allocated"), ("allocated", "approved")),
    }.get(register.id)
    if not pairs:
        return None
    first, second = dice.choice(pairs)
    changed = dict(cells)
    old = cells[second]
    if first == "from_org":
        changed[first] = old
    elif first.endswith("_on"):
        later = first != "ends_on"
        moved = date.fromisoformat(old.truth).toordinal() + (9 if later else -9)
        if moved > scene.end.toordinal() or not later:
            changed[first], changed[second] = cells[second], cells[first]
            if cells[first].truth == cells[second].truth:
                return None
        else:
            changed[first] = Sent(date.fromordinal(moved), date.fromordinal(moved).isoformat())
    else:
        more = Decimal(old.truth) / 10**6 + 37
        changed[first] = Sent(float(more), amounts.money(more))
    # money used beyond what was paid must be seen on the page of the funds: taken, never without a word
    return replace(Line(changed), code=register.code, fate="remark" if first == "used" else "doubt")
