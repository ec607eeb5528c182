"""One target: its verdict, the clause and reading it rests on, its path, counties and rows."""

from __future__ import annotations

from dashboard.figures import target as figure
from dashboard.screens import frame, person, plotted, reads, session, targets, what_if
from dashboard.settings import settings

plan, edition, lang = (chosen := session.current()).plan.id, chosen.edition, chosen.lang
state = reads.state(plan, edition.number, lang)
chosen = session.on_target(state, reads.regions(plan, edition.number))

past = reads.history(plan, edition.number, chosen.target, targets.item(state, chosen).reading.id)
restated = reads.restated(plan, edition.number, chosen.target, chosen.reading, chosen.region, lang)
page = figure.page(state, chosen.target, past, lang, settings().now(), chosen.href, restated, chosen.reading)
plots = targets.plots(state, chosen)

plotted.draw(
    frame.made("target_top", chosen, charts=plotted.declared(plots, chosen), page=page),
    plots,
    frame.made(
        "target_body",
        chosen,
        page=page,
        notes=reads.comments(plan, edition, chosen.target, lang),
        outlook=targets.panel(state, chosen),
        counties=targets.counties(state, chosen),
        paging=targets.paging(chosen),
        parts=targets.parts(state, chosen),
    ),
    chosen,
)
what_if.draw(state, chosen)
frame.draw(
    "target_rows",
    chosen,
    rows=reads.evidence_table(plan, edition, chosen.target, chosen.reading, chosen.region, lang, person.rows(chosen)),
    region=targets.place(chosen),
    many=reads.places(chosen).many,
    all_counties=chosen.href("target", target=chosen.target, reading=chosen.reading),
)
