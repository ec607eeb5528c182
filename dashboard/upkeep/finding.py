"""One thing that was looked at: how it stands, and what to do when it is not right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from dashboard.wording import Language, t

State = Literal["ok", "warn", "fail"]


@dataclass(frozen=True, slots=True)
class Finding:
    """``key`` names the sentence in the catalogue ``check``, ``fields`` fill it in."""

    key: str
    state: State
    fields: Mapping[str, object] = field(default_factory=dict)

    def fact(self, lang: Language) -> str:
        """Return how it stands."""
        return t(f"check.{self.key}", lang, **self.fields)

    def remedy(self, lang: Language) -> str:
        """Return what to do, empty when nothing is."""
        return "" if self.state == "ok" else t(f"check.{self.key}_do", lang, **self.fields)


def ok(key: str, **fields: object) -> Finding:
    """Return that a thing is right."""
    return Finding(key, "ok", fields)


def warn(key: str, **fields: object) -> Finding:
    """Return that a thing should be looked at; the dashboard works nevertheless."""
    return Finding(key, "warn", fields)


def fail(key: str, **fields: object) -> Finding:
    """Return that a thing is wrong."""
    return Finding(key, "fail", fields)
