"""Blanks: the workbooks that units fill in, made from what the loader reads and prefilled with what they sent last."""

from __future__ import annotations

from dashboard.intake.blanks.issuing import issue

__all__ = ["issue"]
