"""Pictures of tasks and funds in rows: the milestones on their time axis, the life of the money."""

from __future__ import annotations

from dashboard.figures.board import Track
from dashboard.figures.fund_page import FundPage, Groups
from dashboard.figures.rows_values import Bar, Column, Line, Rows, Step, Strip, Tick, Words
from dashboard.figures.tasks import TasksPage
from dashboard.figures.timeline import Axis
from dashboard.plan.judging import StageState
from dashboard.wording import Language, t

_STATES: tuple[StageState, ...] = ("done", "done_late", "overdue", "due_soon", "under_way", "not_started", "continuous")


def timeline(page: TasksPage, lang: Language) -> Rows:
    """Return the milestones of tasks and safeguards on the axis of the plan, with the cut-off across."""
    scale = tuple((left + 1, label) for label, left, _ in page.axis.years)
    columns = (Column("", right=True), Column(t("tasks.milestone" if page.about else "tasks.task", lang)),
               Column(t("tasks.unit", lang)), Column(t("tasks.done_due", lang), right=True),
               Column("", wide=520, scale=scale))  # fmt: skip
    lines: list[Line] = []
    for at, track in enumerate(page.tracks):
        if track.safeguard and not (at and page.tracks[at - 1].safeguard):
            heading = Words(t("tasks.safeguards", lang), ink="ink", bold=True)
            lines.append(Line((Words(""), heading, Words(""), Words(""), _ruled(page.axis)), "heading"))
        lines.append(_track(track, page.axis, lang))
    notes = [(Step(80, state), t(f"status.milestone_{state}", lang)) for state in _STATES]
    cut = (Tick(50, "time", 14), f"{t('tasks.cut_off', lang)} {page.cut}")
    return Rows(page.headline, page.headline, columns, tuple(lines), (*notes, cut))


def _track(track: Track, axis: Axis, lang: Language) -> Line:
    late = t("overview.overdue_count", lang, count=track.overdue) if track.overdue else ""
    marks = tuple(Step(point.left, point.state, point.lane, point.beside, point.trail)
                  for point in track.points)  # fmt: skip
    done = Words(f"{track.done}/{track.due}", late, "bad" if late else "ink", bold=bool(late))
    strip = (*_ruled(axis), *marks)
    return Line((Words(track.code, ink="ink-3"), Words(track.name, ink="ink"), Words(track.unit), done, strip),
                lanes=track.lanes)  # fmt: skip


def _ruled(axis: Axis) -> Strip:
    """Return the lines of a row: the years, the start of the settlement, the cut-off."""
    settling = (Tick(axis.settling, "mark", 0, 1),) if axis.settling is not None else ()
    return (*(Tick(left, "line", 0, 1) for _, left, _ in axis.years if left), *settling, Tick(axis.cut, "time", 0, 1.2))


def funds(page: FundPage, lang: Language) -> Rows:
    """Return the sums of the money from budget to use, then what is left beside them."""
    columns = (Column(t("files.col_sum", lang)), Column("", wide=340), Column(t("files.col_value", lang), right=True),
               Column(""))  # fmt: skip
    lines = [Line((Words(one.label, ink="ink"), (Bar(0, 100, "band-3"), Bar(0, one.width, "bar")),
                   Words(one.value, ink="ink", bold=True), Words(one.note))) for one in page.amounts]  # fmt: skip
    lines += [Line((Words(one.label), (), Words(one.value), Words(""))) for one in page.beside]
    return Rows(page.headline, page.headline, columns, tuple(lines))


def fund_groups(found: Groups, lang: Language) -> Rows:
    """Return one grouping of the items: approved as the frame, allocated and used inside it."""
    timed = (Column(t("funds.time", lang), right=True), Column(t("funds.gap", lang), right=True)) if found.timed else ()
    columns = (Column(found.title), Column(t("funds.count", lang), right=True), Column("", wide=240),
               *(Column(t(f"funds.{key}", lang), right=True) for key in ("approved", "allocated", "used")),
               Column(t("funds.used_share", lang), right=True), *timed)  # fmt: skip
    lines = tuple(
        Line((Words(row.name, ink="ink"), Words(str(row.count)), _layers(row.paid_width, row.used_width),
              Words(row.approved), Words(row.allocated), Words(row.used, ink="ink", bold=True),
              Words(row.used_share or "—"), *((Words(row.time), Words(row.gap or "—")) if found.timed else ())))
        for row in found.rows
    )  # fmt: skip
    notes = ((Bar(0, 100, "mark", 8, outlined=True), t("funds.allocated", lang)),
             (Bar(0, 100, "bar", 6), t("funds.used", lang)), (None, t("funds.unit", lang)),
             (None, t("funds.formula", lang)))  # fmt: skip
    said = ("，" if lang == "zh" else ", ").join(f"{row.name} {row.used}" for row in found.rows)
    title = t("files.funds_by", lang, group=found.title)
    return Rows(title, f"{title}{t('ui.colon', lang)}{said}", columns, lines, notes)


def _layers(paid: float, used: float) -> Strip:
    return (Bar(0, paid, "mark", 12, outlined=True), Bar(0, used, "bar", 6))
