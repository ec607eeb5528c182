"""The page of the quarterly circular for a selection: the editions compared, the pack kept, and building it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from dashboard.access import Person
from dashboard.figures import drawing
from dashboard.figures.facts import Edition
from dashboard.figures.shell import Entry
from dashboard.review import archive, circular, pack, pictures, review_page
from dashboard.review.archive import Shelf
from dashboard.review.book import Book
from dashboard.review.moved import Moved, moved
from dashboard.review.papers import Paper
from dashboard.review.review_page import ReviewPage
from dashboard.screens import building, frame, reads
from dashboard.screens.literal import literal
from dashboard.screens.selection import Selection
from dashboard.settings import settings
from dashboard.wording import Language, edition_words, t

_ALL = ""  # rows of every sender: the page is not open to a unit's account
_SECONDS = 1.0  # between two looks at a build under way


@st.cache_resource(max_entries=16, show_spinner=False)
def preview(plan: str, edition: int, lang: Language) -> tuple[Paper, str, str]:
    """Return the circular, and the overview and the phone's picture as addresses of images."""
    found = reads.book(plan, edition, lang, _ALL)
    whole, tall = (drawing.address(drawing.svg(one)) for one in (pictures.wide(found), pictures.tall(found)))
    return circular.paper(found), whole, tall


@st.cache_resource(max_entries=32, show_spinner=False)
def _moved(plan: str, edition: int, then: int, lang: Language) -> Moved:
    return moved(reads.book(plan, edition, lang, _ALL), reads.book(plan, then, lang, _ALL))


def key(chosen: Selection) -> tuple[str, int, Language]:
    """Return what an edition's book depends on."""
    return chosen.plan.id, chosen.edition.number, chosen.lang


def _pack(chosen: Selection) -> tuple[str, str, Language]:
    return chosen.plan.id, chosen.edition.label, chosen.lang


def current(chosen: Selection) -> tuple[Selection, Edition | None]:
    """Return the selection with an edition to compare with that exists and is older; and that edition."""
    found = reads.book(*key(chosen), _ALL)
    earlier = {one.label: one for one in found.editions if one.number < found.edition.number}
    asked = chosen.chosen("compare")
    if asked and asked not in earlier:
        words = t("review.unknown_compare", chosen.lang, value=asked[:60])
        chosen = replace(chosen.having(compare=""), notices=(*chosen.notices, words))
    return chosen, earlier.get(asked, found.before)


def page(chosen: Selection, then: Edition | None) -> ReviewPage:
    """Return the page of the edition chosen, compared with another one."""
    plan, edition, lang = key(chosen)
    found = reads.book(plan, edition, lang, _ALL)
    changed = _moved(plan, edition, then.number, lang) if then is not None else None
    choices, name = _choices(chosen, found, then), pack.named(found)
    return review_page.page(found, changed, shelf(chosen), choices, name, _here(chosen))


def shelf(chosen: Selection) -> Shelf:
    """Return where the pack of the edition chosen is kept."""
    return archive.shelf(settings().archive, reads.book(*key(chosen), _ALL))


def draw_build(who: Person, chosen: Selection) -> None:
    """Draw the button that builds, or how far a build is; for those who may not, who does."""
    with st.container(key="review-work"):
        _build(who, chosen)


def _build(who: Person, chosen: Selection) -> None:
    lang, job = chosen.lang, building.job(*_pack(chosen))
    if job is not None and job.running:
        _progress(chosen)
        return
    if job is not None and job.error:
        st.error(literal(job.error))
    for sentence in job.told if job is not None else ():
        st.warning(literal(sentence))
    place = shelf(chosen)
    if pack.complete(place):
        return
    label = t("review.build_again" if place.names() else "review.build", lang)
    if who.role != "publisher":
        if not place.names():
            frame.note(t("review.build_reader", lang), chosen)
    elif st.button(label, key="review-build", type="primary"):
        building.start(*_pack(chosen))
        st.rerun()


@st.fragment(run_every=_SECONDS)
def _progress(chosen: Selection) -> None:
    job = building.job(*_pack(chosen))
    if job is None or not job.running:
        st.rerun()
    else:
        words = t("review.building", chosen.lang, what=job.what, done=job.done, total=job.total)
        st.progress(job.share, literal(words))


def _choices(chosen: Selection, found: Book, then: Edition | None) -> tuple[Entry, ...]:
    """Return the earlier editions of its kind, the newest first: quarters are not compared with preliminary figures."""
    earlier = [one for one in found.editions if one.number < found.edition.number and one.kind == found.edition.kind]
    return tuple(
        Entry(edition_words(one.label, chosen.lang), frame.here(chosen, "review", compare=one.label),
              then is not None and one.label == then.label)
        for one in sorted(earlier, key=lambda one: (one.through, one.number), reverse=True)
    )  # fmt: skip


def _here(chosen: Selection) -> Callable[..., str]:
    def href(path: str = "", **changes: str) -> str:
        return chosen.href(path, **changes)

    return href
