"""A slip made from what a meeting decided: the matter in free words, with the document and its date."""

from __future__ import annotations

import hashlib
import unicodedata
from datetime import date

from dashboard.desk.slips import Draft
from dashboard.wording import day_words, t


def decided(unit: str, text: str, document: str, day: date | None, due: date, *, decided_by: str = "",
            confirmed: bool = False) -> Draft:  # fmt: skip
    """Return the draft of a slip about what was decided; the same words of the same document are the same matter."""
    ground = t("slips.ground_decision", "zh", document=document.strip(), day=day_words(day, "zh")) if day else ""
    return Draft("decision", _matter(document, text), unit, text.strip(), ground, due, document=document,
                 document_day=day, decided_by=decided_by, confirmed=confirmed)  # fmt: skip


def _matter(document: str, text: str) -> str:
    """Return what stands for the matter, whatever the spaces and the width of its characters."""
    plain = "".join(unicodedata.normalize("NFKC", f"{document}\n{text}").split())
    return hashlib.sha256(plain.encode()).hexdigest()[:16]
