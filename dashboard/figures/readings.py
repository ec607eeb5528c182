"""A target under its other readings, and its verdicts in the editions so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dashboard.figures.facts import Item
from dashboard.figures.marks import Mark
from dashboard.figures.shapes import TONES
from dashboard.wording import Language, edition_words, t


@dataclass(frozen=True)
class ReadingRow:
    """A reading with its verdict and numbers; ``differs``: it comes to another verdict than the one used."""

    name: str
    why: str
    mark: Mark
    level: str
    goal: str
    used: bool
    differs: bool
    confirmed: bool = True
    shown: bool = False
    href: str = ""


@dataclass(frozen=True)
class Past:
    """The verdict of one edition in the history."""

    label: str
    href: str
    mark: Mark
    tip: str
    chosen: bool
    edition: str = ""
    level: str = ""
    path: str = ""
    rules: str = ""


def readings(item: Item, lang: Language, href: Callable[[str], str]) -> tuple[ReadingRow, ...]:
    """Return every reading of a target with its verdict; ``href`` opens one with its formula and rows."""
    own = item.under(item.target.default.id)
    return tuple(_reading(item.under(reading.id), own, item.reading.id, lang, href(reading.id))
                 for reading, _ in item.every)  # fmt: skip


def _reading(item: Item, own: Item, shown: str, lang: Language, link: str) -> ReadingRow:
    zh, found, reading = lang == "zh", item.verdict, item.reading
    goal = found.goal if found.method in ("count", "stages") else found.path
    mark = Mark(found.status, t(f"status.{found.status}", lang),
                f"{'h' if found.small_sample else 's'}-{found.status}", TONES[found.status])  # fmt: skip
    return ReadingRow(
        reading.name if zh else reading.name_en,
        reading.why if zh else reading.why_en,
        mark,
        "—" if found.level is None else item.cell(found.level, lang),
        "—" if goal is None else item.bare(goal, lang),
        used=reading.id == own.reading.id,
        differs=found.status != own.verdict.status,
        confirmed=found.confirmed,
        shown=reading.id == shown,
        href=link,
    )


def readings_note(item: Item, lang: Language) -> str:
    """Return how many readings come to another verdict than the one used."""
    if not item.others:
        return ""
    own = item.under(item.target.default.id)
    others = sum(found.status != own.verdict.status for _, found in own.others)
    return t("target.differs", lang, count=others) if others else t("target.agrees", lang)


def history(
    rows: Sequence[Mapping[str, object]], chosen: str, lang: Language, href: Callable[[str], str],
    item: Item, rules: Mapping[str, str],
) -> tuple[tuple[str, tuple[Past, ...]], ...]:
    """Return the verdicts of the editions by year, in the order of their months and revisions.

    ``rules``: names of the rule sets. A correction stands beside what it corrects, never over it.
    """  # fmt: skip
    years: dict[str, list[Past]] = {}
    for row in sorted(rows, key=lambda row: (str(row["through"]), int(str(row["revision"])))):
        label, status = str(row["label"]), str(row["status"])
        words, word = edition_words(label, lang), t(f"status.{status}", lang)
        mark = Mark(status, word, f"s-{status}", TONES[status])
        tip = t("target.history_tip", lang, edition=words, word=word)
        short = history_label(str(row["through"]), str(row["kind"]), int(str(row["revision"])), lang)
        level, path = (_number(item, row[name], lang) for name in ("level", "path"))
        judged_by = rules.get(str(row["rule_set"]), str(row["rule_set"]))
        past = Past(short, href(label), mark, tip, label == chosen, words, level, path, judged_by)
        years.setdefault(str(row["through"])[:4], []).append(past)
    return tuple((year, tuple(found)) for year, found in years.items())


def _number(item: Item, value: object, lang: Language) -> str:
    """Return a stored number in words; — for none."""
    text = "" if value is None or value != value else str(value)
    return item.cell(Decimal(text), lang) if text else "—"


def history_label(through: str, kind: str, revision: int, lang: Language) -> str:
    """Return what stands below a mark: its quarter or month, and the release of a correction."""
    month = int(through[-2:])
    key = "target.history_quarter" if kind == "quarter" else "target.history_month"
    label = t(key, lang, number=month // 3 if kind == "quarter" else month)
    return label if revision == 1 else t("target.history_revised", lang, label=label, number=revision)
