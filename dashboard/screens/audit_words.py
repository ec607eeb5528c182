"""What a record of the audit log holds, in the reader's words; as it was hashed it stands in the log itself."""

from __future__ import annotations

import json
from collections.abc import Mapping

from dashboard.wording import Language, t

_LONGEST = 360  # characters shown


def detail(text: str, lang: Language) -> str:
    """Return the content of a record as words: each field by its name, what is empty left out."""
    try:
        told = json.loads(text)
    except ValueError:
        return text[:_LONGEST]
    return _fields(told, lang)[:_LONGEST] if isinstance(told, dict) else str(told)[:_LONGEST]


def _fields(told: Mapping[str, object], lang: Language) -> str:
    between = "；" if lang == "zh" else "; "
    return between.join(f"{_named(f'field_{key}', key, lang)} {_value(key, value, lang)}" for key, value in told.items()
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
    known = key in ("reason", "outcome", "kind", "status", "state")
    return _named(f"word_{text.rpartition('.')[2]}", text, lang) if known else text


def _named(key: str, otherwise: str, lang: Language) -> str:
    try:
        return t(f"audit.{key}", lang)
    except KeyError:
        return otherwise
