"""Pictures of targets in rows: the overview, the chances, the counties' parts of a change, the funnel of a register."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.figures.changes import Piece, Waterfall
from dashboard.figures.counts import Card
from dashboard.figures.marks import Bullet, Cell, Mark
from dashboard.figures.outlook_page import OutlookPage
from dashboard.figures.outlook_page import Row as Chance
from dashboard.figures.overview import Chip, Overview, Row
from dashboard.figures.rows_values import Bar, Column, Line, Rows, Step, Strip, Tick, Words
from dashboard.wording import Language, t

Note = tuple[Bar | Tick | Step | None, str]
_SCALE = ((0.0, "0"), (100 / 2.8, "50%"), (100 / 1.4, "100%"))
_BANDS = (Bar(0, 100 / 1.4, "band-2", 16), Bar(100 / 1.4, 100 - 100 / 1.4, "band-3", 16))


def overview(page: Overview, lang: Language) -> Rows:
    """Return the bullet table of all numeric targets."""
    columns = [Column(t("overview.col_target", lang)), Column(t("overview.col_verdict", lang)),
               Column(t("overview.col_value", lang), right=True), Column("", wide=230, scale=_SCALE),
               Column(t("overview.col_gap", lang), right=True)]  # fmt: skip
    columns += [Column(t("overview.col_outlook", lang))] if page.with_outlook else []
    columns += [Column(t("overview.col_need", lang))]
    lines = []
    for group in page.groups:
        lines += [Line((Words(group.name, ink="ink", bold=True),), "heading")] if group.rows or group.chips else []
        lines += [_target(row, page.with_outlook) for row in group.rows]
        lines += [_chip(chip, page.with_outlook) for chip in group.chips]
    keys = ((Bar(0, 100, "bar", 8), "bar"), (Tick(50, "ink", 14, 2.4), "target"), (Tick(50, "time", 14), "time"),
            (Tick(50, "season", 14), "season"))  # fmt: skip
    notes: list[Note] = [(part, t(f"overview.legend_{key}", lang)) for part, key in keys]
    notes += [(None, t("overview.legend_dots", lang))] if page.with_outlook else []
    notes.append((None, t("overview.legend_hollow", lang)))
    return Rows(page.headline, page.headline, tuple(columns), tuple(lines), tuple(notes))


def _target(row: Row, outlook: bool) -> Line:
    dots = (Words(row.outlook.word, row.outlook.word, dots=row.outlook.dots) if row.outlook else Words("—"),)
    return Line((
        Words(row.name, row.rule, "ink", bold=True),
        _verdict(row.mark),
        Words(row.value, row.goal, "ink", bold=True),
        _bullet(row.bullet, row.mark) if row.bullet is not None else _stages(row.stages),
        Words(row.gap),
        *(dots if outlook else ()),
        Words(row.need[0], row.need[1]),
    ))  # fmt: skip


def _verdict(mark: Mark) -> Words:
    return Words(mark.word, " · ".join((*mark.notes, *filter(None, [mark.by_hand]))), mark.tone, True, mark.shape)


def _bullet(found: Bullet, mark: Mark) -> Strip:
    parts: list[Bar | Tick | Step] = [*_BANDS]
    if mark.status == "awaited":
        parts.append(Bar(0, 100, "mark", 8, outlined=True))
    elif found.fill is not None:
        parts.append(Bar(0, found.fill, "bar", 8))
    parts += [Tick(found.season, "season", 14)] if found.season is not None else []
    parts += [Tick(found.time, "time", 18)] if found.time is not None else []
    return (*parts, Tick(found.target, "ink", 20, 2.4))


def _chip(chip: Chip, outlook: bool) -> Line:
    """Return a qualitative target: its verdict and stages."""
    rest = (Words("—"),) if outlook else ()
    return Line((Words(chip.name, ink="ink", bold=True), _verdict(chip.mark), Words("—"), _stages(chip.stages),
                 Words(""), *rest, Words("")))  # fmt: skip


def _stages(cells: Sequence[Cell]) -> Strip:
    return tuple(Step(4 + 5.0 * at, cell.state) for at, cell in enumerate(cells))


def chances(page: OutlookPage, lang: Language) -> Rows:
    """Return the open targets with their chances, and their ranges beside the goal."""
    scale = ((0.0, "0"), (100 / 3, "50%"), (200 / 3, "100%"))
    columns = (Column(t("outlook_page.col_target", lang)), Column(t("outlook_page.col_verdict", lang)),
               Column(t("outlook_page.col_chance", lang)), Column("", right=True),
               Column(t("outlook_page.col_level", lang)), Column("", wide=210, scale=scale),
               Column(t("files.col_goal", lang)))  # fmt: skip
    lines = tuple(_chance(row) for row in page.rows)
    return Rows(page.headline, page.headline, columns, lines, ((None, t("outlook_page.key", lang)),))


def _chance(row: Chance) -> Line:
    strip: list[Bar | Tick | Step] = [Bar(0, 100, "band-3", 16)]
    if row.range is not None:
        strip += [Bar(row.range.left, row.range.width, "outlook", 8), Tick(row.range.middle, "ground", 12, 2),
                  Tick(row.range.goal, "ink", 20, 2.4)]  # fmt: skip
    return Line((Words(row.name, row.rule, "ink", bold=True), _verdict(row.mark),
                 Words(row.chance, row.horizon, dots=row.dots.dots), Words(row.number, row.chance, "ink", bold=True),
                 Words(row.middle, row.between, "ink"), tuple(strip), Words(row.goal)))  # fmt: skip


def waterfall(found: Waterfall, name: str, unit: str, lang: Language) -> Rows:
    """Return the counties' parts of the city's change; ``unit`` of its numbers, "" where they bear it."""
    columns = (Column(t("target.county", lang)), Column(found.before_label, right=True),
               Column(found.label, right=True), Column(t("growth.col_step", lang), right=True), Column("", wide=230),
               Column(t("growth.col_points", lang), right=True))  # fmt: skip
    lines = (*(_piece(one, found.zero, lang) for one in found.pieces), _piece(found.total, found.zero, lang, "total"))
    title = f"{t('growth.counties', lang, name=name)} · {found.label}"
    title += t("files.in_unit", lang, unit=unit) if unit else ""
    notes = [(None, t("growth.fall_key", lang)), *([(None, t("growth.fall_short", lang))] if found.short else [])]
    said = (f"{one.name} {one.change}" for one in (found.total, *found.pieces) if one.change)
    alt = f"{title}{t('ui.colon', lang)}{('，' if lang == 'zh' else ', ').join(said)}"
    return Rows(title, alt, columns, lines, tuple(notes))


def _piece(one: Piece, zero: float, lang: Language, kind: str = "") -> Line:
    bar = (Bar(one.left, one.width, hatched=one.falls),) if one.left is not None else ()
    now = Words(t("target.missing", lang), ink="wait") if one.awaited else Words(one.now, ink="ink", bold=bool(kind))
    return Line((Words(one.name, ink="ink", bold=bool(kind)), Words(one.before), now, Words(one.change or "—"),
                 (*bar, Tick(zero, "mark", 0, 1)), Words(one.points or "—")), kind)  # fmt: skip


def funnel(card: Card, lang: Language) -> Rows:
    """Return how many entries of a register have come to each step."""
    columns = (Column(t("counts.stage", lang)), Column("", wide=300), Column(t("files.col_reached", lang), right=True),
               Column(t("counts.waits", lang), right=True))  # fmt: skip
    lines = tuple(
        Line((Words(rung.name, ink="ink", bold=rung.counts), (Bar(0, rung.width, "bar" if rung.counts else "mark"),),
              Words(str(rung.count), ink="ink", bold=rung.counts),
              Words(str(rung.waits) if rung.waits and not rung.counts else "—")))
        for rung in card.rungs
    )  # fmt: skip
    gap = "" if lang == "zh" else " "
    title = f"{card.name} · {t('counts.funnel', lang)}{t('ui.colon', lang)}{gap}{card.level} {card.goal}".strip()
    said = ("，" if lang == "zh" else ", ").join(f"{rung.name} {rung.count}" for rung in card.rungs)
    return Rows(title, f"{title}。{said}" if lang == "zh" else f"{title}. {said}", columns, lines,
                ((None, t("counts.key_funnel", lang)),))  # fmt: skip
