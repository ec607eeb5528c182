"""The growth targets as one frozen value: cards with their pictures, the years as a table, what is required now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from dashboard.attainment import rollup
from dashboard.attainment.verdict import Status
from dashboard.figures import headlines, marks
from dashboard.figures.changes import Pair, pair
from dashboard.figures.facts import Item, State
from dashboard.figures.growth_findings import year_missed
from dashboard.figures.image import Image
from dashboard.figures.marks import Mark
from dashboard.figures.series import Series
from dashboard.plan import periods
from dashboard.wording import Language, percent, period_words, signed, t

MET: tuple[Status, ...] = ("completed", "attained", "on_schedule", "final_met")  # as the path asks, or better
COUNTED = ("count", "stages", "qualitative")  # methods that ask for a number or for stages, not for growth
Href = Callable[..., str]


@dataclass(frozen=True)
class Need:
    """Growth a year from now on beside the best ever; bars in percent of the larger of the two."""

    label: str
    rate: str
    best: str
    best_year: str
    rate_width: float
    best_width: float
    over: bool  # more is needed than was ever reached


@dataclass(frozen=True)
class Year:
    """The growth of one year; ``met`` None where no single year is judged."""

    growth: str
    met: bool | None = None


@dataclass(frozen=True)
class Card:
    """A growth target: its verdict, picture, years, change against a year before, and what is required."""

    code: str
    name: str
    href: str
    choose: str  # address that opens its counties
    rule: str
    mark: Mark
    image: Image | None
    download: str  # address of the picture to be handed round
    years: tuple[Year, ...]
    change_label: str
    change: str
    need: Need | None
    hold: str  # what keeps an attained level, where nothing more is required
    chosen: bool


@dataclass(frozen=True)
class GrowthPage:
    """Everything the page of the growth targets says in words."""

    headline: str
    cards: tuple[Card, ...]
    years: tuple[str, ...]
    signs: tuple[tuple[str, tuple[Image, ...]], ...]  # legend of the pictures: a name and its signs


def growing(state: State) -> tuple[Item, ...]:
    """Return the targets that ask for growth, in plan order."""
    return tuple(item for item in state.numeric if item.reading.method not in COUNTED)


def opened(state: State, asked: str) -> Item | None:
    """Return the target whose counties are shown: the one asked for, else the worst that has counties."""
    items = growing(state)
    found = next((item for item in items if item.target.id == asked), None)
    if found is not None:
        return found
    known = [item for item in items if item.indicator and item.indicator.additive and item.indicator.counties]
    worst = rollup.worst([item.verdict for item in known or items])
    return next((item for item in items if item.verdict is worst), None)


def page(
    state: State,
    series: Mapping[str, Series],
    images: Mapping[str, Image],
    signs: tuple[tuple[str, tuple[Image, ...]], ...],
    city: str,
    chosen: str,
    lang: Language,
    href: Href,
) -> GrowthPage:
    """Return the page; ``series`` and ``images`` by target, ``href(page, **keys)`` makes addresses."""
    items = growing(state)
    last = periods.year(state.edition.through) - (not state.edition.through.endswith("-12"))
    years = tuple(range(state.plan.base_year, min(last, state.plan.end_year) + 1))
    made = _Maker(state, city, years, lang, href)
    cards = tuple(
        made.card(item, series.get(item.target.id), images.get(item.target.id), chosen == item.target.id)
        for item in items
    )
    return GrowthPage(headline(state, lang), cards, tuple(period_words(str(year), lang) for year in years), signs)


def headline(state: State, lang: Language) -> str:
    """Return how many growth targets are as far as their path asks, which is most behind, and what that one needs."""
    items = growing(state)
    met = [item for item in items if item.verdict.status in MET]
    rest = [item for item in items if item not in met]
    if not items or all(item.verdict.status == "not_assessed" for item in items):
        return t("growth.head_none", lang, total=len(items))
    text = t("growth.head_all" if not rest else "growth.head", lang, total=len(items), met=len(met),
             rest=headlines.counts(rest, lang))  # fmt: skip
    worst = rollup.worst([item.verdict for item in items], _chances(items))
    found = next((item for item in items if item.verdict is worst), None)
    if found is None or found.verdict.status not in headlines.ATTENTION:
        return text
    return text + _worst(found, lang)


def _chances(items: tuple[Item, ...]) -> dict[str, float]:
    return {item.target.id: item.chance.p for item in items if item.chance and item.chance.p is not None}


def _worst(item: Item, lang: Language) -> str:
    """Return the target most behind with its status and the growth it needs."""
    found = item.verdict
    word = headlines.in_sentence(t(f"status.{found.status}", lang), lang)
    text = t("growth.worst", lang, name=item.name(lang), word=word)
    if found.reason == "year_missed":
        return text + t("growth.worst_because", lang, finding=year_missed(item, lang))
    asked = required(item, lang)
    if asked is None:
        return text + t("growth.stop", lang)
    many = item.reading.end_year - (found.last_year or 0) > 1
    needs = t("growth.worst_years" if many else "growth.worst_year", lang, first=(found.last_year or 0) + 1,
              year=item.reading.end_year, rate=asked.rate)  # fmt: skip
    best = t("growth.worst_best", lang, best=asked.best) if asked.best else ""
    return text + needs + best + t("growth.stop", lang)


def required(item: Item, lang: Language) -> Need | None:
    """Return the growth still required a year beside the best ever; None where none is (any more)."""
    found, end = item.verdict, item.reading.end_year
    if found.final or found.required is None or found.last_year is None or found.required <= 0:
        return None
    many = end - found.last_year > 1
    label = t("growth.need_years" if many else "growth.need_year", lang, first=found.last_year + 1, year=end)
    most = max(found.required, found.best or Decimal(0))
    best = max(found.best or Decimal(0), Decimal(0))
    return Need(
        label,
        percent(found.required),
        percent(found.best) if found.best is not None else "",
        period_words(str(found.best_year), lang) if found.best_year else "",
        round(float(found.required / most * 100), 1),
        round(float(best / most * 100), 1),
        found.best is not None and found.required > found.best,
    )


@dataclass(frozen=True)
class _Maker:
    state: State
    city: str
    years: tuple[int, ...]
    lang: Language
    href: Href

    def card(self, item: Item, found: Series | None, image: Image | None, chosen: bool) -> Card:
        """Return the card of a target."""
        compared = pair(found, self.city, self.state.edition.through, self.lang) if found is not None else None
        zh = self.lang == "zh"
        return Card(
            code=item.target.code,
            name=item.name(self.lang),
            href=self.href("target", target=item.target.id),
            choose=self.href("growth", target=item.target.id),
            rule=item.target.rule_text if zh else item.target.rule_text_en,
            mark=marks.mark(item, self.lang),
            image=image,
            download=self.href(f"figures/{item.target.id}-{image.key}.png") if image else "",
            years=tuple(self.year(item, found, year) for year in self.years),
            change_label=t("growth.change", self.lang, period=compared.label) if compared else "",
            change=self.change(compared, found),
            need=required(item, self.lang),
            hold=self.hold(item),
            chosen=chosen,
        )

    def year(self, item: Item, found: Series | None, year: int) -> Year:
        """Return a closed year's growth, judged where the verdict judges single years."""
        known = {mark.year: mark for mark in item.verdict.every_year}.get(year)
        growth = known.growth if known is not None else _growth(found, self.city, year)
        return Year("—" if growth is None else f"{signed(growth * 100)}%", known.met if known else None)

    def change(self, compared: Pair | None, found: Series | None) -> str:
        """Return the growth against the same period a year before; a dash where a part is missing."""
        growth = compared.growth(found, self.city) if compared is not None and found is not None else None
        return "—" if growth is None else f"{signed(growth * 100)}%"

    def hold(self, item: Item) -> str:
        """Return the level that only has to be kept."""
        found = item.verdict
        if found.final or found.required is None or found.required > 0 or found.goal is None:
            return ""
        return t("growth.hold", self.lang, year=item.reading.end_year, amount=item.said(found.goal, self.lang))


def _growth(found: Series | None, city: str, year: int) -> Decimal | None:
    """Return a closed year's growth: of its sum, or of the value at its end."""
    if found is None:
        return None
    if found.indicator.aggregation == "flow":
        now, before = found.so_far(city, year, 12), found.so_far(city, year - 1, 12)
    else:
        at = [periods.of_month(f"{y}-12", found.indicator.frequency) for y in (year, year - 1)]
        now, before = found.at(city, at[0]), found.at(city, at[1])
    return None if now is None or not before else now / before - 1
