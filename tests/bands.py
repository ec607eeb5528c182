"""Bands for the rule sets of tests: on schedule, points slightly behind, pace slightly behind."""

from __future__ import annotations

from decimal import Decimal

from dashboard.plan.models import Band, Bands


def bands(points: str = "-20", pace: str = "0.60") -> Bands:
    """Return bands in the order of design section 5."""
    return Bands(
        progress=(
            Band(status="on_schedule", when="gap_points", at_least=Decimal(0)),
            Band(status="slightly_behind", when="gap_points", above=Decimal(points)),
            Band(status="behind"),
        ),
        growth=(
            Band(status="attained", when="goal_reached"),
            Band(status="on_schedule", when="gap_points", at_least=Decimal(0)),
            Band(status="below_base", when="below_base"),
            Band(status="slightly_behind", when="pace", at_least=Decimal(pace)),
            Band(status="behind"),
        ),
    )
