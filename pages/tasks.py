"""The tasks: which milestones are done, which are overdue and whose they are."""

from __future__ import annotations

from dashboard.figures.tasks import page
from dashboard.screens import frame, reads, tasks

chosen = tasks.current()
state = reads.state(chosen.plan.id, chosen.edition.number, chosen.lang)
frame.draw("tasks", chosen, page=page(tasks.board(state, chosen)))
