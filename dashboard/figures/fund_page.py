"""The funds page as one frozen value: sums, execution against time, groups, what to look into, and every item."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dashboard.figures import fund_words as say
from dashboard.figures.evidence import Names, origin
from dashboard.figures.fund_checks import Finding, findings
from dashboard.figures.fund_rows import KEYS, Grant, Sums, grants, grouped, sums, time_share
from dashboard.figures.fund_words import Words
from dashboard.figures.marks import Cell
from dashboard.figures.series import Row
from dashboard.figures.shell import Entry
from dashboard.wording import Language, day_words, percent, signed, t

Href = Callable[..., str]
FLOW = ("budget", "approved", "allocated", "used")
SHOWN = 12
_STEPS = (  # of an item's life: name, the column that shows it is done
    ("notice", "public_notice_on"), ("approved", "approved"), ("allocated", "allocated_on"), ("used", "used"),
    ("self", "self_assessed_on"), ("audit", "audited_on"), ("closed", "closed_on"),
)  # fmt: skip


@dataclass(frozen=True)
class Amount:
    """One of the sums: label, words, its width against the budget in percent, a note."""

    key: str
    label: str
    value: str
    width: float
    note: str = ""


@dataclass(frozen=True)
class Group:
    """A group of items in a table; ``used`` and ``paid`` are widths against the largest approved sum."""

    name: str
    href: str
    count: int
    approved: str
    allocated: str
    used: str
    paid_share: str
    used_share: str
    time: str
    gap: str
    behind: bool
    paid_width: float
    used_width: float
    chosen: bool


@dataclass(frozen=True)
class Groups:
    """The groups of one kind."""

    title: str
    rows: tuple[Group, ...]
    timed: bool = False  # with 序时进度
    key: str = ""


@dataclass(frozen=True)
class ItemRow:
    """One item: what stands in the table, and all its columns when it is unfolded."""

    project: str
    recipient: str
    place: str
    kind: str
    approved: str
    allocated: str
    payment: str
    used: str
    balance: str
    over: bool
    steps: tuple[Cell, ...]
    stage: str
    details: tuple[tuple[str, str], ...]
    origin: str


@dataclass(frozen=True)
class Warn:
    """Something to look into: what it is, and the items with their places in the files."""

    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FundPage:
    """Everything the page shows."""

    headline: str
    second: str
    amounts: tuple[Amount, ...]
    beside: tuple[Amount, ...]
    switches: tuple[tuple[str, tuple[Entry, ...]], ...]
    chosen: tuple[Entry, ...]
    groups: tuple[Groups, ...]
    warnings: tuple[Warn, ...]
    rows: tuple[ItemRow, ...]
    more: tuple[ItemRow, ...]
    total: int


def page(
    rows: Sequence[Row], words: Words, chosen: Mapping[str, str], through: str, names: Names, href: Href
) -> FundPage | None:
    """Return the page of a ledger; None while it is empty. ``href(**changes)`` gives this page's addresses."""
    every = grants(rows)
    if not every:
        return None
    found = tuple(grant for grant in every if grant.stands(chosen))
    total, looked, lang = sums(found), findings(found), names.lang
    made = tuple(_item(grant, words, names) for grant in found)
    return FundPage(
        headline=say.headline(found, total, through, chosen, words),
        second=say.second(found, looked, words),
        amounts=tuple(_amount(key, total, words) for key in FLOW),
        beside=_beside(total, words),
        switches=tuple((t(f"funds.by_{key}", lang), _switch(key, every, chosen, words, href))
                       for key in ("year", "source", "mode")),
        chosen=tuple(Entry(words.named(key, chosen[key]), href(**{key: ""})) for key in KEYS if chosen.get(key)),
        groups=tuple(_groups(key, every, chosen, through, words, href) for key in KEYS),
        warnings=_warnings(looked, words, names),
        rows=made[:SHOWN],
        more=made[SHOWN:],
        total=len(made),
    )  # fmt: skip


def _amount(key: str, total: Sums, words: Words) -> Amount:
    most = max(total.amounts.values())
    shares = {"allocated": ("paid_share", total.paid_share), "used": ("used_share", total.used_share)}
    name, share = shares.get(key, ("", None))
    note = t(f"funds.{name}_is", words.lang, share=percent(share)) if share is not None else ""
    value = total.amounts[key]
    return Amount(key, t(f"funds.{key}", words.lang), words.money(value), _width(value, most), note)


def _beside(total: Sums, words: Words) -> tuple[Amount, ...]:
    values = {"returned": total.amounts["returned"], "carried_over": total.amounts["carried_over"],
              "balance": total.balance}  # fmt: skip
    return tuple(
        Amount(key, t(f"funds.{key}", words.lang), words.money(value), 0, t(f"funds.{key}_note", words.lang))
        for key, value in values.items()
    )


def _switch(
    key: str, every: Sequence[Grant], chosen: Mapping[str, str], words: Words, href: Href
) -> tuple[Entry, ...]:
    """Return the values of a key as links, all of them first."""
    known = list(grouped(every, lambda g: getattr(g, key)))
    ordered = words.ordered(key, known)
    now = chosen.get(key, "")
    rest = (Entry(words.named(key, value), href(**{key: value}), value == now) for value in ordered)
    return (Entry(t("funds.all", words.lang), href(**{key: ""}), not now), *rest)


def _groups(
    key: str, every: Sequence[Grant], chosen: Mapping[str, str], through: str, words: Words, href: Href
) -> Groups:
    """Return the sums by one key, over what the other keys choose."""
    others = {other: value for other, value in chosen.items() if other != key}
    known = grouped([g for g in every if g.stands(others)], lambda g: getattr(g, key))
    most = max((s.amounts["approved"] for s in known.values()), default=Decimal(0))
    now = chosen.get(key, "")
    rows = []
    for value in words.ordered(key, list(known)):
        one = known[value]
        time = time_share(value, through) if key == "year" else None
        gap = (one.used_share - time) * 100 if time is not None and one.used_share is not None else None
        rows.append(Group(
            words.named(key, value), href(**{key: "" if value == now else value}), one.count,
            words.bare(one.amounts["approved"]), words.bare(one.amounts["allocated"]), words.bare(one.amounts["used"]),
            _percent(one.paid_share), _percent(one.used_share), _percent(time), "" if gap is None else signed(gap),
            gap is not None and gap < 0, _width(one.amounts["allocated"], most), _width(one.amounts["used"], most),
            value == now,
        ))  # fmt: skip
    return Groups(t(f"funds.by_{key}", words.lang), tuple(rows), key == "year", key)


def _item(grant: Grant, words: Words, names: Names) -> ItemRow:
    lang = words.lang
    steps = tuple(_step(grant, name, column, lang) for name, column in _STEPS)
    last = max((at for at, cell in enumerate(steps) if cell.state == "done"), default=-1)
    payment = [grant.texts.get("payment_doc", ""), say.day(grant.day("allocated_on"), lang)]
    kinds = (words.named("year", grant.year), words.named("source", grant.source), words.named("mode", grant.mode))
    return ItemRow(
        project=grant.project, recipient=grant.recipient,
        place=names.region(grant.region), kind=" · ".join(kind for kind in kinds if kind),
        approved=words.bare(grant.amount("approved")), allocated=words.bare(grant.amount("allocated")),
        payment=" · ".join(part for part in payment if part), used=words.bare(grant.amount("used")),
        balance=words.bare(grant.balance), over=grant.balance < 0, steps=steps,
        stage=t(f"funds.step_{_STEPS[last][0]}", lang) if last >= 0 else t("funds.step_none", lang),
        details=words.details(grant, names), origin=("，" if lang == "zh" else ", ").join(origin(grant.row, lang)),
    )  # fmt: skip


def _step(grant: Grant, name: str, column: str, lang: Language) -> Cell:
    text = grant.texts.get(column, "")
    day = day_words(found, lang) if column.endswith("_on") and (found := grant.day(column)) else ""
    word = t(f"funds.step_{name}", lang)
    state = t("funds.step_done" if text else "funds.step_open", lang)
    return Cell("done" if text else "not_started", t("funds.pair", lang, name=word, value=day or state))


def _warnings(looked: Sequence[Finding], words: Words, names: Names) -> tuple[Warn, ...]:
    return tuple(
        Warn(say.finding(one, words), tuple((say.item(grant, words, names), origin(grant.row, words.lang)[0])
                                            for grant in one.grants))
        for one in looked
    )  # fmt: skip


def _percent(share: Decimal | None) -> str:
    return "" if share is None else percent(share)


def _width(value: Decimal, most: Decimal) -> float:
    return round(float(max(value, Decimal(0)) / most * 100), 1) if most else 0.0
