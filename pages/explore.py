"""Explore: any indicator by region, kind and period, as table or chart, to take away or to ask for elsewhere."""

from __future__ import annotations

from dashboard.screens import explore as screen
from dashboard.screens import finding, frame, reads

chosen, asked = screen.chosen()
state = reads.state(chosen.plan.id, chosen.edition.number, chosen.lang)
page = screen.page(chosen, asked, state)
frame.draw("explore_top", chosen, charts=screen.charts(page), page=page)
finding.draw(page.paging, chosen)
screen.chart(chosen, asked, page)
frame.draw("explore_body", chosen, page=page, drawable=screen.drawable(page))
