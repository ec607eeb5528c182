"""What if: a slider on what is still to come and a list of entries on their way; every answer was frozen."""

from __future__ import annotations

import streamlit as st

from dashboard.figures import markup, outlooks
from dashboard.figures.facts import Item, State
from dashboard.figures.outlook_facts import WhatIf
from dashboard.screens import frame, targets
from dashboard.screens.literal import literal
from dashboard.screens.selection import Selection
from dashboard.wording import t, tenths_words


def draw(state: State, chosen: Selection) -> None:
    """Draw the part below a target's page; nothing where the edition froze no answers."""
    found, item = targets.outlook(state, chosen), targets.item(state, chosen)
    if found.what_if.factors and outlooks.panel(item, found, {}, chosen.lang) is not None:
        with st.container(key="what-if"), st.expander(t("outlook.what_if", chosen.lang)):
            _choices(item, found.what_if, chosen)


@st.fragment
def _choices(item: Item, frozen: WhatIf, chosen: Selection) -> None:
    lang = chosen.lang
    factor = st.select_slider(
        t("outlook.factor", lang),
        options=frozen.factors,
        value=1.0,
        format_func=lambda value: t("outlook.factor_percent", lang, percent=round(value * 100)),
        key=f"factor-{chosen.target}-{lang}",
    )
    ticked = []
    if frozen.entries:
        st.caption(t("outlook.entries", lang))
        labels = [literal(outlooks.entry_words(entry, lang)) for entry in frozen.entries]
        ticked = [at for at, label in enumerate(labels) if st.checkbox(label, key=_key(chosen, at))]
    chance, middle = frozen.at(float(factor), ticked)
    before, _ = frozen.at(1.0, ())
    body = markup.render(
        "target_if.html",
        lang,
        number=outlooks.share(chance, lang),
        tenths=tenths_words(chance, lang),
        amount=item.amount(middle, lang),
        before=outlooks.share(before, lang),
    )
    frame.wrap(body, lang, frame.theme(chosen), part=True)


def _key(chosen: Selection, at: int) -> str:
    return f"entry-{chosen.target}-{chosen.edition.number}-{chosen.lang}-{at}"
