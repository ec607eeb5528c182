"""What the office adds to an edition by hand, as rows: its texts about targets, and statuses it has set."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from dashboard.attainment import Status
from dashboard.figures import marks
from dashboard.figures.commentary import PARTS as PARTS
from dashboard.figures.facts import Item
from dashboard.figures.headlines import ATTENTION
from dashboard.figures.marks import Mark
from dashboard.figures.series import Row
from dashboard.figures.shapes import TONES
from dashboard.plan.models import Target
from dashboard.wording import Language, day_words, t


@dataclass(frozen=True)
class TextRow:
    """A target with what is said of it: problem, cause and next step, "" where nothing is; ``mark``: how it stood."""

    code: str
    name: str
    mark: Mark | None
    parts: tuple[str, ...]
    signed: str  # author and day


@dataclass(frozen=True)
class SetRow:
    """A status set by hand: beside the computed one, on which grounds, until when."""

    code: str
    name: str
    computed: Mark | None
    mark: Mark
    reason: str
    doc_no: str
    signed: str
    until: str
    over: bool  # it has ended, and is shown no more


def texts(
    targets: Sequence[Target], items: Mapping[str, Item], rows: Sequence[Row], period: str, lang: Language
) -> tuple[TextRow, ...]:
    """Return the targets that are written about in a period or need words, in plan order.

    ``items``: the targets as the newest edition judges them; ``rows`` of ``commentary_as_of``.
    """
    said = {str(row["target"]): row for row in rows if row["period"] == period}
    made = []
    for target in targets:
        row, item = said.get(target.id), items.get(target.id)
        if row is None and (item is None or item.verdict.status not in ATTENTION):
            continue
        signed = _signed(row["author"], row["written_at"], lang) if row else ""
        made.append(TextRow(target.id, named(target, lang), marks.mark(item, lang) if item else None, parts(row),
                            signed))  # fmt: skip
    return tuple(made)


def silent(targets: Sequence[Target], items: Mapping[str, Item], rows: Sequence[Row], period: str) -> str:
    """Return the first target in plan order that needs words and has none in a period; "" without one."""
    missing = (row.code for row in texts(targets, items, rows, period, "zh") if not row.signed)
    return next(missing, "")


def parts(row: Row | None) -> tuple[str, ...]:
    """Return problem, cause and next step of a row of ``commentary_as_of``; "" for what is not said."""
    told: Mapping[str, str] = json.loads(str(row["content"])) if row else {}
    return tuple(told.get(name, "") for name in PARTS)


def settings_by_hand(
    targets: Sequence[Target], items: Mapping[str, Item], rows: Sequence[Row], day: date, lang: Language
) -> tuple[SetRow, ...]:
    """Return the statuses that were set by hand, in plan order; ``rows`` of ``overrides_as_of``."""
    said = {str(row["target"]): row for row in rows}
    return tuple(_set(target, items.get(target.id), said[target.id], day, lang)
                 for target in targets if target.id in said)  # fmt: skip


def _set(target: Target, item: Item | None, row: Row, day: date, lang: Language) -> SetRow:
    status, ends = cast(Status, row["status"]), date.fromisoformat(str(row["expires_on"]))
    mark = Mark(status, t(f"status.{status}", lang), f"s-{status}", TONES[status])
    return SetRow(target.id, named(target, lang), marks.mark(item, lang) if item else None, mark, str(row["reason"]),
                  str(row["doc_no"]), _signed(row["author"], row["made_on"], lang), day_words(ends, lang),
                  ends < day)  # fmt: skip


def named(target: Target, lang: Language) -> str:
    """Return a target by number and name."""
    return f"{target.code} {target.name if lang == 'zh' else target.name_en}"


def _signed(author: object, day: object, lang: Language) -> str:
    return f"{author} {day_words(date.fromisoformat(str(day)), lang)}"
