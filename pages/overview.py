"""The overview: how far every target and every task is."""

from __future__ import annotations

from dashboard.figures import groups
from dashboard.figures.overview import overview
from dashboard.screens import frame, reads, session
from dashboard.settings import settings

chosen = session.current()
state = reads.state(chosen.plan.id, chosen.edition.number, chosen.lang)
page = overview(
    state,
    chosen.lang,
    settings().now(),
    lambda target: chosen.href("target", target=target),
    lambda task: chosen.href("tasks", task=task),
)
counties = reads.below(chosen.plan.id, chosen.edition.number, chosen.lang)
rolled = groups.tables(state, counties, chosen.lang, lambda target: chosen.href("target", target=target))
frame.draw("overview", chosen, page=page, groups=rolled)
