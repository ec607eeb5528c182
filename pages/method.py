"""Readings and methods: by which reading and which rules each target is judged."""

from __future__ import annotations

from dashboard.figures import method as figure
from dashboard.screens import frame, reads
from dashboard.screens import method as screen

chosen = screen.chosen()
state = reads.state(chosen.plan.id, chosen.edition.number, chosen.lang)
part, content = screen.content(state, chosen)
frame.draw("method", chosen, head=figure.head(state, part, chosen.lang, chosen.href), part=part, content=content)
