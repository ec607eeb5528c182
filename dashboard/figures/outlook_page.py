"""The outlook of every open target as one frozen value: chances, ranges, dates, needs and records as they were frozen.

Rows stand in plan order, or by chance where the reader asks for it: targets are ordered, never persons.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dashboard.figures import headlines, marks, needs, outlooks
from dashboard.figures.facts import Item, State
from dashboard.figures.marks import Mark, Outlook
from dashboard.figures.outlook_facts import Forecast, PastRecord, TargetOutlook
from dashboard.wording import Language, joined, period_words, t, tenths_words

AXIS = 1.5  # the range axis ends at 150 % of the goal
BY_CHANCE = "chance"
Href = Callable[..., str]
Known = Mapping[str, TargetOutlook]


@dataclass(frozen=True)
class Range:
    """The 80 % range, the median and the goal on an axis from nothing to 150 % of the goal, in percent of the axis."""

    left: float
    width: float
    middle: float
    over: bool  # the range goes on beyond the axis
    goal: float = round(100 / AXIS, 2)


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
    range: Range | None
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


def shown(state: State, known: Known) -> tuple[Item, ...]:
    """Return the open targets with an outlook, in plan order."""
    return tuple(item for item in state.items if _main(item, known) is not None)


def least(items: tuple[Item, ...], known: Known) -> Item | None:
    """Return the target least likely to be attained; the first in plan order of several."""
    return min(items, key=lambda item: _chance(item, known), default=None)


def page(
    state: State, known: Known, asking: frozenset[str], chosen: str, order: str, lang: Language, href: Href
) -> OutlookPage:
    """Return the page; ``known`` outlooks by target, ``asking`` the targets whose what if was frozen."""
    items = shown(state, known)
    by_chance = order == BY_CHANCE
    if by_chance:
        items = tuple(sorted(items, key=lambda item: _chance(item, known)))
    made = _Maker(state, known, asking, chosen, BY_CHANCE if by_chance else "", lang, href)
    without = [item for item in state.items if item not in items]
    orders = (("plan_order", "", not by_chance), ("by_chance", BY_CHANCE, by_chance))
    return OutlookPage(
        headline(state, known, lang),
        tuple(made.row(item) for item in items),
        made.reasons(without),
        tuple((t(f"outlook_page.{key}", lang), href("outlook", target=chosen, order=to), on) for key, to, on in orders),
    )


def headline(state: State, known: Known, lang: Language) -> str:
    """Return how many open targets are likely, uncertain and unlikely, and the least likely with what it needs."""
    items = shown(state, known)
    if all(item.verdict.final for item in state.items):
        return t("outlook_page.head_final", lang, total=len(state.items))
    if not items:
        return t("outlook_page.head_none", lang, total=sum(not item.verdict.final for item in state.items))
    word = [outlooks.word(_chance(item, known)) for item in items]
    parts = [t(f"outlook_page.count_{key}", lang, count=word.count(key)) for _, key in outlooks.CHANCES
             if key in word]  # fmt: skip
    still = sum(not item.verdict.final for item in state.items)
    text = t("outlook_page.head", lang, total=still, known=len(items), counts=_row_of(parts, lang))
    return text + _least(state, items, known, lang)


def _row_of(parts: Sequence[str], lang: Language) -> str:
    return ("，" if lang == "zh" else ", ").join(parts)


def _least(state: State, items: tuple[Item, ...], known: Known, lang: Language) -> str:
    found = least(items, known)
    assert found is not None  # there is an outlook
    chances = [_chance(item, known) for item in items]
    number = outlooks.share(_chance(found, known), lang)
    same = [item for item in items if outlooks.share(_chance(item, known), lang) == number]
    if len(same) > 1 and min(chances) < 0.01:  # below 1 % nothing is told apart
        names = joined([item.name(lang) for item in same], lang)
        return t("outlook_page.least_many", lang, names=names, number=number)
    need = needs.need(found, state.organisations, lang)[0]
    said = need.replace(" ", "") if lang == "zh" else headlines.in_sentence(need, lang)
    more = t("outlook_page.least_need", lang, need=said) if said else ""
    return t("outlook_page.least", lang, name=found.name(lang), number=number, more=more)


def _main(item: Item, known: Known) -> Forecast | None:
    """Return the outlook that is shown; None for a final target and for an outlook without a chance."""
    main = known[item.target.id].main if item.target.id in known and not item.verdict.final else None
    return main if main is not None and main.p is not None else None


def _chance(item: Item, known: Known) -> float:
    main = _main(item, known)
    return 1.0 if main is None or main.p is None else main.p


@dataclass(frozen=True)
class _Maker:
    state: State
    known: Known
    asking: frozenset[str]
    chosen: str
    order: str
    lang: Language
    href: Href

    def row(self, item: Item) -> Row:
        """Return the row of an open target."""
        main, code, lang = _main(item, self.known), item.target.id, self.lang
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
            range=span(main),
            date=when(main, lang),
            need=needs.need(item, self.state.organisations, lang),
            record=self.record(code),
            chosen=code == self.chosen,
        )

    def record(self, code: str) -> tuple[str, str, str]:
        """Return how past outlooks of this very target did: in short, what follows, and in full."""
        found = self.known[code].record if code in self.known else None
        return (*record_words(found, self.lang), outlooks.record_words(found, self.lang) if found else "")

    def reasons(self, items: Sequence[Item]) -> tuple[Reason, ...]:
        """Return the targets without an outlook by the reason why."""
        found: dict[str, list[Left]] = {}
        for item in items:
            known = self.known.get(item.target.id)
            main = known.main if known is not None else None
            hidden = main is not None and not item.verdict.final and main.reason in ("interval", "brier")
            record = record_words(known.record, self.lang)[0] if hidden and known is not None else ""
            page = self.href("target", target=item.target.id)
            left = Left(page, item.name(self.lang), marks.mark(item, self.lang), record)
            found.setdefault(why(item, main, self.lang), []).append(left)
        return tuple(Reason(reason, tuple(targets)) for reason, targets in found.items())


def why(item: Item, main: Forecast | None, lang: Language) -> str:
    """Return why a target has no outlook."""
    if item.verdict.final:
        return t("outlook_page.why_final", lang)
    if main is not None:
        return t(f"outlook.why_{main.reason or 'not_assessed'}", lang)
    if item.target.kind == "qualitative":
        return t("outlook_page.why_stages", lang)
    reached = item.verdict.status in ("completed", "attained")
    return t("outlook_page.why_reached" if reached else "outlook_page.why_edition", lang)


def span(main: Forecast) -> Range | None:
    """Return the range on the axis; None without a goal above nothing."""
    if not main.goal or main.goal < 0:
        return None
    low, middle, high = (main.quantiles[name] / main.goal / AXIS * 100 for name in ("0.1", "0.5", "0.9"))
    left, right = (round(min(max(value, 0.0), 100.0), 2) for value in (low, high))
    return Range(left, round(right - left, 2), round(min(max(middle, 0.0), 100.0), 2), high > 100)


def when(main: Forecast, lang: Language) -> tuple[str, str]:
    """Return the month in which the goal is expected and its range; a month beyond the horizon is not in sight."""
    early, late = (period_words(text, lang) if text else "" for text in (main.earliest, main.latest))
    if main.expected:
        middle = period_words(main.expected, lang)
        if early == late or not early:
            return middle, ""
        key = "date_between" if late else "date_from"
        return middle, t(f"outlook_page.{key}", lang, early=early, late=late)
    horizon = period_words(main.period, lang)
    key = "date_early" if early else "date_late"
    return t("outlook_page.date_open" if early else "outlook_page.date_none", lang), t(
        f"outlook_page.{key}", lang, period=horizon, early=early
    )


def record_words(found: PastRecord | None, lang: Language) -> tuple[str, str]:
    """Return how often past 80 % ranges held, and below it that the sample is short."""
    if found is None or found.held is None:
        return t("outlook_page.record_none", lang), ""
    held = round(found.held * found.origins)
    few = t("outlook_page.record_few", lang) if found.reason == "too_few" else ""
    return t("outlook_page.record", lang, count=found.origins, held=held), few


def _amount(item: Item, value: float, lang: Language) -> str:
    return item.amount(Decimal(repr(value)), lang)
