"""The outlook of every open target as one frozen value: chances, ranges, dates, needs and records as they were frozen.

Rows stand in plan order, or by chance where the reader asks for it: targets are ordered, never persons.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dashboard.figures import marks, needs, outlooks
from dashboard.figures import outlook_headline as head
from dashboard.figures import outlook_words as beside
from dashboard.figures.facts import Item, State
from dashboard.figures.marks import Mark, Outlook
from dashboard.wording import Language, t, tenths_words

BY_CHANCE = "chance"
Href = Callable[..., str]


@dataclass(frozen=True)
class Row:
    """An open target: verdict, chance, range beside its goal, date, what is needed and how past outlooks did."""

    href: str  # opens its fan on this page
    target: str  # address of its page
    if_href: str  # address of its what if; "" where none was frozen
    name: str
    rule: str
    mark: Mark
    dots: Outlook
    number: str
    chance: str
    horizon: str
    middle: str
    between: str
    goal: str
    range: beside.Range | None
    date: tuple[str, str]
    need: needs.Lines
    record: tuple[str, str, str]  # in short, what follows from it, and in full
    chosen: bool


@dataclass(frozen=True)
class Left:
    """A target without an outlook; ``record`` where past ones failed it."""

    href: str
    name: str
    mark: Mark
    record: str


@dataclass(frozen=True)
class Reason:
    """Why there is no outlook, and the targets of which that is so, in plan order."""

    reason: str
    targets: tuple[Left, ...]


@dataclass(frozen=True)
class OutlookPage:
    """Everything the page says in words."""

    headline: str
    rows: tuple[Row, ...]
    left: tuple[Reason, ...]
    orders: tuple[tuple[str, str, bool], ...]  # word, address, chosen


def page(
    state: State, known: head.Known, asking: frozenset[str], chosen: str, order: str, lang: Language, href: Href
) -> OutlookPage:
    """Return the page; ``known`` outlooks by target, ``asking`` the targets whose what if was frozen."""
    items = head.shown(state, known)
    by_chance = order == BY_CHANCE
    if by_chance:
        items = tuple(sorted(items, key=lambda item: head.chance(item, known)))
    made = _Maker(state, known, asking, chosen, BY_CHANCE if by_chance else "", lang, href)
    without = [item for item in state.items if item not in items]
    orders = (("plan_order", "", not by_chance), ("by_chance", BY_CHANCE, by_chance))
    return OutlookPage(
        head.headline(state, known, lang),
        tuple(made.row(item) for item in items),
        made.reasons(without),
        tuple((t(f"outlook_page.{key}", lang), href("outlook", target=chosen, order=to), on) for key, to, on in orders),
    )


@dataclass(frozen=True)
class _Maker:
    state: State
    known: head.Known
    asking: frozenset[str]
    chosen: str
    order: str
    lang: Language
    href: Href

    def row(self, item: Item) -> Row:
        """Return the row of an open target."""
        main, code, lang = head.main(item, self.known), item.target.id, self.lang
        dots = marks.outlook(item.chance, lang)
        assert main is not None and dots is not None  # only such targets are shown
        zh, page = lang == "zh", self.href("target", target=code)
        return Row(
            href=self.href("outlook", target=code, order=self.order) + "#fan",
            target=page,
            if_href=page if code in self.asking else "",
            name=item.name(lang),
            rule=item.target.rule_text if zh else item.target.rule_text_en,
            mark=marks.mark(item, lang),
            dots=dots,
            number=outlooks.share(main.p, lang),
            chance=t(f"outlook.word_{outlooks.word(main.p or 0)}", lang),
            horizon=t(
                "outlook_page.tenths",
                lang,
                tenths=tenths_words(main.p or 0, lang),
                horizon=outlooks.horizon(main, lang),
            ),
            middle=_amount(item, main.quantiles["0.5"], lang),
            between=outlooks.between(item, main, "0.1", "0.9", lang),
            goal="" if main.goal is None else _amount(item, main.goal, lang),
            range=beside.span(main),
            date=beside.when(main, lang),
            need=needs.need(item, self.state.organisations, lang),
            record=self.record(code),
            chosen=code == self.chosen,
        )

    def record(self, code: str) -> tuple[str, str, str]:
        """Return how past outlooks of this very target did: in short, what follows, and in full."""
        found = self.known[code].record if code in self.known else None
        return (*beside.record_words(found, self.lang), outlooks.record_words(found, self.lang) if found else "")

    def reasons(self, items: Sequence[Item]) -> tuple[Reason, ...]:
        """Return the targets without an outlook by the reason why."""
        found: dict[str, list[Left]] = {}
        for item in items:
            known = self.known.get(item.target.id)
            main = known.main if known is not None else None
            hidden = main is not None and not item.verdict.final and main.reason in ("interval", "brier")
            record = beside.record_words(known.record, self.lang)[0] if hidden and known is not None else ""
            page = self.href("target", target=item.target.id)
            left = Left(page, item.name(self.lang), marks.mark(item, self.lang), record)
            found.setdefault(beside.why(item, main, self.lang), []).append(left)
        return tuple(Reason(reason, tuple(targets)) for reason, targets in found.items())


def _amount(item: Item, value: float, lang: Language) -> str:
    return item.amount(Decimal(repr(value)), lang)
