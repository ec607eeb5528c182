"""What a record of the audit log holds, in the reader's words; as it was hashed it stands in the log itself."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from dashboard.wording import Language, t

_LONGEST = 360  # characters shown
_FIRST = ("before", "after")  # as it is read; in the log itself fields stand by their names
_WORD = re.compile(r"[a-z_]+")  # what may be a state by its own name


def detail(text: str, lang: Language) -> str:
    """Return the content of a record as words: each field by its name, what is empty left out."""
    try:
        told = json.loads(text)
    except ValueError:
        return text[:_LONGEST]
    return _fields(told, lang)[:_LONGEST] if isinstance(told, dict) else str(told)[:_LONGEST]


def about(action: str, subject: str, lang: Language) -> str:
    """Return what an act is about: of a fact its kind by name and its key, else as it stands."""
    kind, _, key = subject.partition(" ")
    if not action.endswith("_fact"):
        return subject
    try:
        return f"{t(f'desk.kind_{kind}', lang)} {key}"
    except KeyError:
        return subject


def _fields(told: Mapping[str, object], lang: Language) -> str:
    between = "；" if lang == "zh" else "; "
    ordered = sorted(told.items(), key=lambda item: _FIRST.index(item[0]) if item[0] in _FIRST else len(_FIRST))
    return between.join(f"{_named(f'field_{key}', key, lang)} {_value(key, value, lang)}" for key, value in ordered
                        if value not in ("", None, [], {}))  # fmt: skip


def _value(key: str, value: object, lang: Language) -> str:
    if isinstance(value, dict):
        opening, closing = ("（", "）") if lang == "zh" else ("(", ")")
        return f"{opening}{_fields(value, lang)}{closing}"
    if isinstance(value, list):
        return ("、" if lang == "zh" else ", ").join(_value(key, one, lang) for one in value)
    text = str(value)
    if key == "content" and text.startswith("{"):
        return detail(text, lang)
    if key == "role":
        return _named(f"role_{text}", text, lang)
    known = key in ("reason", "outcome", "kind", "status", "state") or _WORD.fullmatch(text)
    return _named(f"word_{text.rpartition('.')[2]}", text, lang) if known else text


def _named(key: str, otherwise: str, lang: Language) -> str:
    try:
        return t(f"audit.{key}", lang)
    except KeyError:
        return otherwise
