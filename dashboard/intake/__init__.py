"""Intake: workbooks as units send them -> checked rows in the reporting database."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dashboard.intake.loading import load
    from dashboard.intake.result import LoadResult
    from dashboard.intake.submission import read_submission
    from dashboard.intake.submitted import Submission
    from dashboard.intake.withdrawing import withdraw

__all__ = ["LoadResult", "Submission", "load", "read_submission", "withdraw"]
_HOMES = {
    "LoadResult": "result", "Submission": "submitted", "load": "loading", "read_submission": "submission",
    "withdraw": "withdrawing",
}  # fmt: skip


def __getattr__(name: str) -> object:
    """Return a part of the package, which is imported only now: the reading process needs no database.

    AttributeError for any other name.
    """
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
