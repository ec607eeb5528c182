"""Intake: workbooks as units send them -> checked rows in the reporting database."""

from __future__ import annotations

from dashboard.intake.loading import LoadResult, load
from dashboard.intake.submission import Submission, read_submission

__all__ = ["LoadResult", "Submission", "load", "read_submission"]
