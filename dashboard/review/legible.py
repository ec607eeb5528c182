"""A paper without characters that no document may hold: a stray one in a comment must not cost the whole pack."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any
from unicodedata import category

from dashboard.review.papers import Annex, Cell, Column, Heading, Letter, Paper, Paragraph, Picture, Table

_PARTS = (Annex, Cell, Column, Heading, Letter, Paper, Paragraph, Picture, Table)
_LONGEST = 255  # characters of a property that the writers of both formats take
_NONE = {"Cc", "Cs"}  # controls, halves of a pair
_NEVER = "\ufffe\uffff"  # no characters at all, and no XML holds them


def legible(paper: Paper) -> Paper:
    """Return a paper with a blank in the place of every control character of its texts."""
    made = _legible(paper)
    assert isinstance(made, Paper)
    return made


def _legible(part: Any) -> Any:  # noqa: ANN401 whatever a paper is made of
    if isinstance(part, str):
        return "".join(" " if category(character) in _NONE or character in _NEVER else character for character in part)
    if isinstance(part, tuple):
        return tuple(map(_legible, part))
    if not isinstance(part, _PARTS):
        return part
    return replace(part, **{field.name: _legible(getattr(part, field.name)) for field in fields(part)})


def as_property(text: str) -> str:
    """Return a text as the properties of a file can hold it: of 255 characters at most."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST - 1]}…"
