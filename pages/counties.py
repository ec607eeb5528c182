"""The counties: who contributes what to a target, who rose, who fell; on a map and in a table."""

from __future__ import annotations

from dashboard.screens import counties, frame, reads, session

chosen = session.current()
state = reads.state(chosen.plan.id, chosen.edition.number, chosen.lang)
chosen = counties.current(state)

page = counties.page(state, chosen)
one = counties.county(state, chosen)

frame.draw("counties_top", chosen, charts=counties.charts(page, chosen), page=page)
if page is not None:
    counties.draw(page, chosen)
frame.draw("counties_one", chosen, county=one)
