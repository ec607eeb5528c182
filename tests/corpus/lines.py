"""The lines of one table: true entries, spoiled at the rates of the demo, and what clerks do to whole rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from tests.corpus import amounts, days, words
from tests.corpus.cell import Fate, Line, Sent
from tests.corpus.facts import Register, Sender, counties, feeds
from tests.corpus.spoiling import fate_of, line, ordinary, rule_broken
from tests.corpus.stories import STORIES, Scene

_RUNS = ("pledgee", "region", "provider", "university", "from_org")


def ledger_lines(dice: Random, register: Register, sender: Sender, seed: int, end: date, county: str) -> list[Line]:
    """Return the lines of a ledger; ``county`` "" when the sender speaks for several."""
    found: list[Line] = []
    for number in range(dice.randint(4, 28)):
        scene = Scene(dice, seed % 9000 * 100 + number, county or dice.choice(list(counties())), end)
        values = STORIES[register.id](scene)
        if dice.random() < 0.01:
            cells = {f.name: ordinary(dice, f, values[f.name]) for f in register.fields if f.name in values}
            broken = rule_broken(dice, register, scene, cells)
            found += [broken] if broken else []
        else:
            found.append(line(dice, register, values, sender, end))
    for change in (_twice, _apart, _alike, _sample):
        if dice.random() < 0.06:
            change(dice, register, found)
    return found


def dressed(dice: Random, register: Register, found: list[Line]) -> list[Line]:
    """Return the lines with what only a sheet of cells can show: merges, marks for the same, looks."""
    acts: tuple[Callable[[Random, Register, list[Line]], None], ...] = (_merged, _same, _same, _looks, _merged_number)
    for act, share in zip(acts, (0.15, 0.1, 0.1, 0.2, 0.04), strict=True):
        if dice.random() < share:
            act(dice, register, found)
    return found


def feed_lines(dice: Random, end: date) -> list[Line]:
    """Return the months of a quarter by kind, counted in times."""
    register = feeds()["transfers"]
    kinds = next(field.choices for field in register.fields if field.name == "breakdown")
    found = []
    for back in (2, 1, 0):
        month = f"{end.year}-{end.month - back:02d}"
        found += [_feed_line(dice, month, kind) for kind in kinds[: dice.choice((2, 3))]]
    return found


def _feed_line(dice: Random, month: str, kind: str) -> Line:
    number, fate = dice.randint(0, 60), fate_of(dice)
    cells = {"period": Sent(month, month), "breakdown": Sent(kind, kind), "ip_transfers": Sent(number, str(number))}
    in_period = dice.random() < 0.5
    if fate == "repair" and in_period:
        cells["period"] = days.written_period(dice, month)
    elif fate == "repair":
        cells["ip_transfers"] = amounts.written_count(dice, number, "次")
    elif fate == "doubt" and in_period:
        cells["period"] = days.doubtful_period(dice, month)
    elif fate == "doubt":
        cells["ip_transfers"] = amounts.doubtful_count(dice, number + 2, "次")
    elif fate == "wrong":
        cells["ip_transfers"] = Sent(-number - 1, "", "D07", "wrong")
    return Line(cells)


def _sound(found: list[Line]) -> list[int]:
    """Return the lines without a fault that no other line repeats."""
    copied = [line.cells for line in found if line.code == "D10"]
    return [
        at for at, line in enumerate(found)
        if line.grade == "clean" and not (line.label or line.look) and line.cells not in copied
    ]  # fmt: skip


def _twice(dice: Random, register: Register, found: list[Line]) -> None:
    """One row pasted twice: the second is no second entry."""
    if sound := _sound(found):
        found.append(replace(found[dice.choice(sound)], code="D10", fate="wrong"))


def _apart(dice: Random, register: Register, found: list[Line]) -> None:
    """One key with two different amounts: which one holds nobody knows."""
    sound = _sound(found)
    money = [
        f.name for f in register.fields if f.type == "money" and f.name not in ("credit_amount", "technology_amount")
    ]
    if not sound or register.id == "funds":
        return
    at = dice.choice(sound)
    first = found[at]
    told = {name: first.cells[name] for name in money if name in first.cells}
    name = next((name for name, cell in told.items() if int(cell.truth or 0) >= 2 * 10**6), "")
    if name:
        amount = Decimal(int(first.cells[name].truth) // 10**6 - 1)
        lower = Sent(int(amount), amounts.money(amount), "D10", "doubt")
        found.append(Line({**first.cells, name: lower}, "D10", "doubt"))
        found[at] = replace(first, code="D10", fate="doubt")


def _alike(dice: Random, register: Register, found: list[Line]) -> None:
    """The same pledge under another number, two days later."""
    if register.id != "pledge" or not (sound := _sound(found)):
        return
    at = dice.choice(sound)
    cells = dict(found[at].cells)
    number = cells["registration_no"].truth
    cells["registration_no"] = Sent(
        f"{number[:-6]}{int(number[-6:]) + 50:06d}", f"{number[:-6]}{int(number[-6:]) + 50:06d}"
    )
    day = date.fromisoformat(cells["registered_on"].truth) + timedelta(days=1)
    cells["registered_on"] = Sent(day, day.isoformat())
    found[at] = replace(found[at], code="D10", fate="either")
    found.append(Line(cells, "D10", "doubt"))


def _sample(dice: Random, register: Register, found: list[Line]) -> None:
    label = dice.choice(("示例", "样例", "填写示例", "例：", "示例行", "XXX"))
    found.insert(0, Line({}, "D22", "wrong", label))


def _run(dice: Random, register: Register, found: list[Line]) -> tuple[str, int] | None:
    """Return a column and a row whose two followers may share its value; all of them sound."""
    sound = set(_sound(found))
    names = [f.name for f in register.fields if f.name in _RUNS and all(f.name in found[at].cells for at in sound)]
    starts = [at for at in sorted(sound) if {at + 1, at + 2} <= sound]
    return (dice.choice(names), dice.choice(starts)) if names and starts else None


def _merged(dice: Random, register: Register, found: list[Line]) -> None:
    if run := _run(dice, register, found):
        name, at = run
        truth = found[at].cells[name].truth
        for place in (at + 1, at + 2):
            merged = Sent("", truth, "D02", "repair", "merge")
            found[place] = replace(found[place], cells={**found[place].cells, name: merged}, twin=True)


def _same(dice: Random, register: Register, found: list[Line]) -> None:
    if run := _run(dice, register, found):
        name, at = run
        for place in (at + 1, at + 2)[: dice.choice((1, 2))]:
            mark = words.same(dice, found[at].cells[name].truth)
            found[place] = replace(found[place], cells={**found[place].cells, name: mark}, twin=True)


def _merged_number(dice: Random, register: Register, found: list[Line]) -> None:
    """One amount over two rows: how much of it belongs to which nobody knows."""
    name = {"pledge": "loan_amount", "custody": "fee", "contracts": "amount", "products": "output_value"}.get(
        register.id
    )
    starts = [at for at in _sound(found) if at + 1 in _sound(found)]
    if name and starts:
        at = dice.choice(starts)
        found[at] = replace(found[at], code="D02", fate="doubt")
        merged = Sent("", "", "D02", "doubt", "merge")
        found[at + 1] = replace(
            found[at + 1], cells={**found[at + 1].cells, name: merged}, code="D02", fate="doubt", twin=True
        )


def _looks(dice: Random, register: Register, found: list[Line]) -> None:
    sound = [at for at in _sound(found) if not found[at].twin and not (at + 1 < len(found) and found[at + 1].twin)]
    if sound:
        look = dice.choice(("hidden", "struck", "red", "hidden"))
        at = dice.choice(sound)
        fates: dict[str, Fate] = {"hidden": "remark", "struck": "wrong", "red": "remark"}
        found[at] = replace(found[at], look=look, code="D19" if look == "hidden" else "D21", fate=fates[look])
