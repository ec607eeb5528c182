"""Intake: workbooks as units send them -> checked rows in the reporting database."""

from __future__ import annotations

from dashboard.intake.loading import load
from dashboard.intake.result import LoadResult
from dashboard.intake.submission import read_submission
from dashboard.intake.submitted import Submission
from dashboard.intake.withdrawing import withdraw

__all__ = ["LoadResult", "Submission", "load", "read_submission", "withdraw"]
