"""The targets that count things as one frozen value: how many, at which step, proved or not, and what is missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from dashboard.attainment import rollup
from dashboard.attainment.verdict import replace as changed
from dashboard.figures import headlines, marks, plots
from dashboard.figures.charts import Plot, Subject
from dashboard.figures.facts import Item, State
from dashboard.figures.image import Image
from dashboard.figures.marks import Mark
from dashboard.figures.register import Register
from dashboard.plan.models import LedgerSource
from dashboard.wording import Language, joined, period_words, t

Href = Callable[..., str]


@dataclass(frozen=True)
class Rung:
    """One step of the funnel: how many have come so far or further; ``width`` in percent of the first step."""

    name: str
    count: int
    waits: int  # of these, those that have not come further
    width: float
    href: str
    counts: bool  # the step that counts


@dataclass(frozen=True)
class Card:
    """A target that counts things: its number, verdict, picture, funnel and evidence."""

    code: str
    name: str
    href: str
    choose: str
    mark: Mark
    level: str
    goal: str
    when: str  # when the number was reached, or is expected to be
    proof: str
    image: Image | None
    download: str  # address of the picture to be handed round
    rungs: tuple[Rung, ...]
    chosen: bool
    id: str = ""


@dataclass(frozen=True)
class CountsPage:
    """Everything the page of the counts says in words, without the register."""

    headline: str
    cards: tuple[Card, ...]


def counting(state: State) -> tuple[Item, ...]:
    """Return the targets that count entries of a register, in plan order."""
    return tuple(item for item in state.numeric if item.indicator is not None
                 and item.indicator.aggregation == "cumulative_count"
                 and isinstance(item.indicator.source, LedgerSource))  # fmt: skip


def opened(state: State, asked: str) -> Item | None:
    """Return the target whose register is shown: the one asked for, else the one that needs attention most."""
    items = counting(state)
    found = next((item for item in items if item.target.id == asked), None)
    worst = rollup.worst([item.verdict for item in items])
    return found or next((item for item in items if item.verdict is worst), None)


def page(
    state: State,
    registers: Mapping[str, Register],
    images: Mapping[str, Image],
    expected: Mapping[str, str],
    chosen: str,
    lang: Language,
    href: Href,
) -> CountsPage:
    """Return the page; ``registers``, ``images`` and the ``expected`` month by target."""
    cards = []
    for item in counting(state):
        code, found = item.target.id, item.verdict
        cards.append(
            Card(
                code=item.target.code,
                name=item.name(lang),
                href=href("target", target=code),
                choose=href("counts", target=code),
                mark=marks.mark(item, lang),
                level="—" if found.level is None else item.bare(found.level, lang),
                goal="" if found.goal is None else t("counts.of", lang, goal=item.amount(found.goal, lang)),
                when=when(item, expected.get(code, ""), lang),
                proof=_proof(item, lang),
                image=images.get(code),
                download=href(f"figures/{code}-{images[code].key}.png") if code in images else "",
                rungs=rungs(registers[code], code, href) if code in registers else (),
                chosen=code == chosen,
                id=code,
            )
        )
    return CountsPage(headline(state, lang), tuple(cards))


def rungs(found: Register, target: str, href: Href) -> tuple[Rung, ...]:
    """Return the funnel of a register; each step leads to the entries that stand at it."""
    counts = found.standing()
    most = max(counts, default=0) or 1
    return tuple(
        Rung(step.name, count, count - (counts[at + 1] if at + 1 < len(counts) else 0), round(count / most * 100, 1),
             href("counts", target=target, stage=step.code), at == len(counts) - 1)
        for at, (step, count) in enumerate(zip(found.steps, counts, strict=True))
    )  # fmt: skip


def headline(state: State, lang: Language) -> str:
    """Return the counts by status, which targets are short of their number, and how much of it is proved."""
    items = counting(state)
    if not items:
        return t("counts.head_none", lang)
    text = t("counts.head", lang, total=len(items), counts=headlines.counts(items, lang))
    short = [t("counts.short_one", lang, name=item.name(lang), amount=item.said(item.verdict.remaining, lang))
             for item in items if item.verdict.remaining]  # fmt: skip
    text += t("counts.short", lang, targets=joined(short, lang)) if short else ""
    proved = [(item.verdict.verified, item.verdict.level) for item in items if item.verdict.verified is not None]
    whole = sum((level or Decimal(0) for _, level in proved), Decimal(0))
    if not whole:
        return text
    return text + t("counts.proved", lang, total=int(whole), verified=sum(found or 0 for found, _ in proved))


def _proof(item: Item, lang: Language) -> str:
    found = item.verdict
    if found.verified is None or not found.level:
        return ""
    key = "counts.proof_all" if found.verified == found.level else "counts.proof"
    return t(key, lang, verified=found.verified, total=item.bare(found.level, lang))


def when(item: Item, expected: str, lang: Language) -> str:
    """Return when the number was reached, or the month at which an open one is expected to be."""
    found = item.verdict
    if found.reached_in:
        return t("counts.reached", lang, month=period_words(found.reached_in, lang))
    if not found.remaining:
        return ""
    text = t("counts.left", lang, amount=item.said(found.remaining, lang))
    if found.final or not expected:
        return text
    return text + t("counts.expected", lang, month=period_words(expected, lang))


def plot(found: Subject) -> Plot | None:
    """Return the running count against its number; where dated stages decide, without a line of time progress."""
    staged = found.item.verdict.method == "stages"
    item = replace(found.item, verdict=changed(found.item.verdict, method="count")) if staged else found.item
    drawn = plots.plots(replace(found, item=item))
    if not drawn:
        return None
    kept = tuple(trace for trace in drawn[0].traces if not (staged and trace.ink == "dash"))
    return replace(drawn[0], traces=kept)
