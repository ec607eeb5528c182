"""A checked question with everything needed to say it in words, as an address, as SQL and as a call of the API."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dashboard.figures.asking import Question, Source, own_period
from dashboard.figures.explore import Pivot
from dashboard.figures.facts import Edition
from dashboard.wording import Language, t


@dataclass(frozen=True)
class Asked:
    """A question with everything needed to say it in words."""

    source: Source
    question: Question
    edition: Edition
    plan: str
    base_year: int
    lang: Language

    @cached_property
    def pivot(self) -> Pivot:
        """The table's maker."""
        return Pivot(self.source, self.question, self.base_year, self.lang)

    @property
    def name(self) -> str:
        """The indicator by name."""
        made = self.source.indicator
        return made.name if self.lang == "zh" else made.name_en

    @property
    def place(self) -> str:
        """The region by name; the whole city in words."""
        found = next((r for r in self.source.regions if r.code == self.question.region), None)
        if found is None or found.kind == "city":
            return t("explore.city", self.lang)
        return found.name if self.lang == "zh" else found.name_en

    def keys(self) -> dict[str, str]:
        """Return the address of the question: every part by name."""
        q = self.question
        names = ("indicator", "region", "breakdown", "step", "from", "to", "rows", "columns")
        told = (self.source.indicator.id, q.region, q.kind, q.step, q.first, q.last, q.rows, q.columns)
        measure, show = "" if q.measure == "value" else q.measure, "" if q.show == "table" else q.show
        part = {"find": self.source.places.find, "skip": str(self.source.places.skip or "")}
        return {**dict(zip(names, told, strict=True)), "measure": measure, "show": show, **part}


def parameters(asked: Asked) -> dict[str, object]:
    """Return the parameters of ``explore_values`` that give the values of the table."""
    q, source = asked.question, asked.source
    axes = (q.rows, q.columns)
    return {
        "plan": asked.plan,
        "edition": asked.edition.number,
        "indicator": source.indicator.id,
        "regions": [r.code for r in source.regions if r.kind != "zone"] if "region" in axes else [q.region],
        "breakdowns": ["", *source.codes] if "kind" in axes else [q.kind],
        "first": own_period(q.first, source.indicator),
        "last": own_period(q.last, source.indicator),
    }


def call_of(asked: Asked) -> list[tuple[str, str]]:
    """Return the query of the API call that gives the same values."""
    told = parameters(asked)
    regions, kinds = ([str(v) for v in value] for value in (told["regions"], told["breakdowns"])
                      if isinstance(value, list))  # fmt: skip
    found = [("plan", asked.plan), ("edition", asked.edition.label), ("indicator", str(told["indicator"]))]
    found += [("region", code) for code in regions]
    found += [("breakdown", "*")] if len(kinds) > 1 else [("breakdown", kinds[0])] if kinds[0] else []
    return [*found, ("from", str(told["first"])), ("to", str(told["last"]))]


def caption(asked: Asked, *, shown: bool = True) -> str:
    """Return the title of the table: indicator, place, kind and unit; ``shown``: that of the page, not of a file."""
    q, lang = asked.question, asked.lang
    kind = asked.pivot.kind(q.kind) if q.kind and "kind" not in (q.rows, q.columns) else ""
    city = q.region == asked.source.regions[0].code if asked.source.regions else True
    place = "" if "region" in (q.rows, q.columns) else t("explore.whole", lang) if city else asked.place
    parts = [asked.name, place, kind, "" if q.columns == "measures" else asked.pivot.header(q.measure)]
    made = asked.source.indicator
    english = t("explore.millions", lang) if shown and asked.pivot.millions else made.unit_en
    unit = made.unit if lang == "zh" else english
    return t("explore.caption", lang, title=" · ".join(part for part in parts if part), unit=unit)
