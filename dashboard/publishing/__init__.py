"""Publishing: build one edition (read, judge, forecast, write, hash), and replay a history."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dashboard.publishing.freezing import publish
    from dashboard.publishing.replaying import replay

__all__ = ["publish", "replay"]
_HOMES = {"publish": "freezing", "replay": "replaying"}


def __getattr__(name: str) -> object:
    """Return a part of the package, which is imported only now: a server that only reads forecasts nothing.

    AttributeError for any other name.
    """
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
