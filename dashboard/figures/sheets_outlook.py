"""The outlook as tables of a workbook: each open target's chance and range, the dots behind it, and past outlooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.figures import outlook_headline as head
from dashboard.figures.facts import Item, State
from dashboard.figures.outlook_facts import Forecast, TargetOutlook
from dashboard.figures.outlook_page import OutlookPage
from dashboard.figures.outlooks import horizon, share
from dashboard.figures.sheet_cells import hundred, joined, source_of, unit_of
from dashboard.figures.workbook import Sheet, Value
from dashboard.wording import Language, t

QUANTILES = ("0.05", "0.1", "0.25", "0.5", "0.75", "0.9", "0.95")
_AFTER = ("expected", "earliest", "latest", "need", "source")
Known = Mapping[str, TargetOutlook]


def sheets(state: State, known: Known, page: OutlookPage, lang: Language) -> tuple[Sheet, ...]:
    """Return the tables of the page, rows in its order."""
    order = {row.name: at for at, row in enumerate(page.rows)}
    shown = sorted(head.shown(state, known), key=lambda item: order[item.name(lang)])
    chances, dots = _chances(shown, known, page, lang), _dots(shown, known, lang)
    return chances, dots, _records(state, known, lang), _left(page, lang)


def _chances(items: Sequence[Item], known: Known, page: OutlookPage, lang: Language) -> Sheet:
    keys = ("target", "rule", "verdict", "chance", "horizon", "unit", "goal")
    named = {key: t(f"files.col_{key}", lang) for key in (*keys, *_AFTER)}
    quantiles = (t("files.quantile", lang, p=f"{float(q):.0%}") for q in QUANTILES)
    headers = (*(named[key] for key in keys), *quantiles, *(named[key] for key in _AFTER))
    rows = tuple(
        _chance(item, main, joined(*row.need), row.mark.word, lang)
        for item, row in zip(items, page.rows, strict=True)
        if (main := known[item.target.id].main) is not None
    )
    notes = (t("files.note_chance", lang), t("files.note_quantiles", lang))
    return Sheet(t("outlook_page.table", lang), headers, rows, notes)


def _chance(item: Item, main: Forecast, need: str, word: str, lang: Language) -> tuple[Value, ...]:
    rule = item.target.rule_text if lang == "zh" else item.target.rule_text_en
    quantiles = [main.quantiles.get(q) for q in QUANTILES]
    return (item.name(lang), rule, word, share(main.p, lang), horizon(main, lang), unit_of(item, lang), main.goal,
            *quantiles, main.expected, main.earliest, main.latest, need, source_of(item, lang))  # fmt: skip


def _dots(items: Sequence[Item], known: Known, lang: Language) -> Sheet:
    """Return the equally likely values that the dots stand for, lowest first, one row a target."""
    rows = [(item, main.dots) for item in items if (main := known[item.target.id].main) is not None and main.dots]
    most = max((len(dots) for _, dots in rows), default=0)
    headers = (t("files.col_target", lang), t("files.col_unit", lang), *(str(n + 1) for n in range(most)))
    cells = tuple((item.name(lang), unit_of(item, lang), *sorted(dots), *(None,) * (most - len(dots)))
                  for item, dots in rows)  # fmt: skip
    return Sheet(t("files.sheet_dots", lang), headers, cells, (t("files.note_dots", lang),))


def _records(state: State, known: Known, lang: Language) -> Sheet:
    keys = ("target", "origins", "held", "brier", "naive", "remark")
    found = [(item, known[item.target.id].record) for item in state.items if item.target.id in known]
    rows = tuple(
        (item.name(lang), record.origins, hundred(record.held), record.brier, record.persistence,
         t("files.too_few", lang) if record.reason == "too_few" else "")
        for item, record in found if record is not None
    )  # fmt: skip
    units = tuple("%" if key == "held" else "" for key in keys)
    headers = tuple(t(f"files.col_{key}", lang) for key in keys)
    return Sheet(t("files.sheet_records", lang), headers, rows, (t("files.note_records", lang),), units)


def _left(page: OutlookPage, lang: Language) -> Sheet:
    rows = tuple((target.name, target.mark.word, group.reason) for group in page.left for target in group.targets)
    headers = tuple(t(f"files.col_{key}", lang) for key in ("target", "verdict", "reason"))
    return Sheet(t("outlook_page.left", lang), headers, rows)
