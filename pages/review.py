"""The quarterly circular: what changed since another edition, the pack to be built and taken, its preview."""

from __future__ import annotations

from dashboard.screens import desk_signed, frame, person, review, session

chosen, then = review.current(session.current())
page = review.page(chosen, then)
paper, overview, phone = review.preview(*review.key(chosen))
frame.draw("review_top", chosen, page=page)
review.draw_build(person.current(), chosen)
desk_signed.shown(person.current(), chosen)
frame.draw("review_body", chosen, page=page, paper=paper, overview=overview, phone=phone)
