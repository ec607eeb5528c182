"""A catalogue that is wrong: one sentence naming file, key, value and reason, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic_core import ErrorDetails

from dashboard.plan.measures import SOURCE_KEYS
from dashboard.wording import Language, Refused, joined, t

_LONGEST = 60
_NOTHING = "—"
_REASONS = {
    "missing": "missing",
    "extra_forbidden": "unknown_key",
    "literal_error": "choice",
    "date_from_datetime_parsing": "day",
    "date_parsing": "day",
    "date_from_datetime_inexact": "day",
    "date_type": "day",
    "int_parsing": "integer",
    "int_from_float": "integer",
    "int_type": "integer",
    "decimal_parsing": "number",
    "decimal_type": "number",
    "finite_number": "number",
    "bool_parsing": "boolean",
    "bool_type": "boolean",
    "string_type": "text",
    "tuple_type": "list",
    "dict_type": "mapping",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "greater_than_equal": "range",
    "less_than_equal": "range",
    "union_tag_not_found": "source",
}


class Invalid(Refused):
    """Refusal ``plan.invalid``; ``reason`` is the name of a sentence ``plan.reason_<reason>`` that fields fill in."""

    def __init__(self, file: str, key: str, value: object, reason: str, **fields: object) -> None:
        super().__init__("plan.invalid", file=file, key=key or _NOTHING, value=shown(value), reason=reason)
        self.reason_fields = fields

    def inside(self, folder: str) -> Invalid:
        """Return the same refusal with the file's folder before its name."""
        self.fields["file"] = f"{folder}/{self.fields['file']}"
        return self

    def sentence(self, lang: Language) -> str:
        """Return the sentence, its reason in the same language."""
        words = {name: joined(part, lang) if isinstance(part, tuple) else part
                 for name, part in self.reason_fields.items()}  # fmt: skip
        reason = t(f"plan.reason_{self.fields['reason']}", lang, **words)
        return t(self._form(), lang, **(self.fields | {"reason": reason}))

    def _form(self) -> str:
        """Return the sentence that fits: about a value, about a key without one, or about the whole file."""
        if self.fields["value"] != _NOTHING:
            return self.key
        return f"{self.key}_file" if self.fields["key"] == _NOTHING else f"{self.key}_key"


def shown(value: object) -> str:
    """Return a value as it is quoted in a sentence: short, on one line, — when there is none."""
    if value is None or value == "":
        return _NOTHING
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def from_pydantic(file: str, section: str, content: object, error: ErrorDetails) -> Invalid:
    """Return the refusal for the first thing that the models find wrong in a section of a file."""
    key = section + _path(content, error["loc"])
    value = None if error["type"] == "missing" else error["input"]
    if error["type"] == "string_pattern_mismatch":
        return Invalid(file, key, value, _pattern(str(error["ctx"]["pattern"])))
    allowed = error.get("ctx", {}).get("expected", "")
    options = tuple(part.strip(" '") for part in str(allowed).replace(" or ", ",").split(",")) if allowed else ()
    limits = error.get("ctx", {})
    reason = _REASONS.get(error["type"], "other")
    return Invalid(file, key, value, reason, options=options, limit=limits.get("ge", limits.get("le", "")))


def _pattern(pattern: str) -> str:
    if "[QH]" in pattern:
        return "instance"
    if "Q[1-4]" in pattern:
        return "report_period"
    return "month" if "1[0-2]" in pattern else "code"


def _path(content: object, loc: tuple[int | str, ...]) -> str:
    """Return where something stands; items of a list are named by their id or code, else counted from 1."""
    path = ""
    for step in loc:
        if isinstance(step, int):
            content = content[step] if isinstance(content, list) and step < len(content) else None
            path += f"[{name_of(content) or step + 1}]"
        elif isinstance(content, Mapping) and step not in content and step in SOURCE_KEYS:
            continue  # the tag of a union, no key of the file
        else:
            tag = path.endswith("source") and step in SOURCE_KEYS
            if tag and isinstance(content, Mapping) and not isinstance(content.get(step), Mapping):
                continue
            content = content.get(step) if isinstance(content, Mapping) else None
            path += f".{step}"
    return path


def name_of(content: object) -> str:
    """Return the id or code of an item of a file, '' when it has none."""
    if not isinstance(content, Mapping):
        return ""
    found = next((content[key] for key in ("id", "code", "name", "indicator") if content.get(key)), "")
    return str(found)
