"""交接清单 on the desk: the list as it stands now, as a document to be signed, and as a text."""

from __future__ import annotations

from datetime import date

import streamlit as st

from dashboard.desk.handover import handed_over
from dashboard.figures import handover
from dashboard.plan.models import Catalogue
from dashboard.reporting import default
from dashboard.review.docx_file import docx
from dashboard.review.handover_paper import handover_paper
from dashboard.screens import desk_frame
from dashboard.screens.selection import Selection
from dashboard.wording import t

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def draw(chosen: Selection, catalogue: Catalogue, today: date) -> None:
    """Draw what the desk would hand over today."""
    lang, found = chosen.lang, handed_over(default(), catalogue, today, chosen.lang)
    desk_frame.part("desk_handover.html", chosen, shown=found)
    with st.container(key="desk-work-handover"):
        name = f"{t('handover.title', 'zh')}_{today:%Y%m%d}.docx"
        st.download_button(t("handover.docx", lang), lambda: docx(handover_paper(found, catalogue.plan, lang)), name,
                           _DOCX, type="primary", key="handover-docx", on_click="ignore")  # fmt: skip
        with st.expander(t("handover.as_text", lang)):
            st.code(handover.text(found, lang), language=None, wrap_lines=True)
