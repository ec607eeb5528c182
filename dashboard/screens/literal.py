"""Texts from data in what Streamlit reads as Markdown: labels, messages, progress bars."""

from __future__ import annotations

import re

_MARKS = re.compile(r"([!-/:-@\[-`{-~])")
_LINKED = re.compile(r"(?i)(?<=www)(?=\.)|(?<=:)(?=//)|(?=@)")  # where a bare address would become a link
_JOINER = "\u2060"  # takes no room, and no address holds one


def literal(text: str) -> str:
    """Return a text that is shown as it stands: no link, picture, icon, formula or other mark is made of it."""
    return _MARKS.sub(r"\\\1", _LINKED.sub(_JOINER, " ".join(text.split())))
