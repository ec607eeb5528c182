"""How it is judged: dated rule sets made of bands, first match wins."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from dashboard.plan.basics import Code, Model

Light = Literal["blue", "green", "yellow", "red", "grey"]
Measure = Literal[
    "gap_points",  # level against what is asked by now, in percentage points
    "pace",  # R = growth reached / growth asked for; growth bands only
    "required",  # growth still required, as a multiple of the growth asked for; growth bands only
    "goal_reached",  # the level of the end is reached already; growth bands only
    "below_base",  # below the base beyond noise; growth bands only
]
BandStatus = Literal["attained", "on_schedule", "slightly_behind", "behind", "below_base"]
FixedStatus = Literal["completed", "on_stages", "awaited", "not_assessed", "final_met", "final_missed"]
StageState = Literal["not_started", "under_way", "due_soon", "overdue", "done", "done_late", "continuous"]


class Band(Model):
    """One band of an ordered list; the first one that holds gives the status.

    ``at_least``/``above`` are points (``gap_points``) or multiples (``pace``, ``required``); a band without
    ``when`` holds always and stands last. ``light``: its colour where the rule set has lights.
    """

    status: BandStatus
    when: Measure | None = None
    at_least: Decimal | None = None
    above: Decimal | None = None
    light: Light | None = None


class Bands(Model):
    """``progress``: flows within a year and counts, against time. ``growth``: closed years and stocks."""

    progress: tuple[Band, ...]
    growth: tuple[Band, ...]


class RuleSet(Model):
    """A dated set of judging rules; the default one in force at the cut-off judges an edition.

    Others are chosen by name. ``lights``: of statuses that no band gives; ``stage_lights``: of the states of
    dated stages, the most urgent one counting.
    """

    id: Code
    name: str  # 评价规则（2022年第1版）
    name_en: str
    valid_from: date
    valid_to: date | None = None
    author: str
    doc_no: str | None = None
    default: bool = True
    note: str = ""
    note_en: str = ""
    bands: Bands
    noise_quantile: Decimal  # 低于基期 only when below this quantile of the base's own noise
    small_base: int  # counts below this base are 样本少
    small_years: int  # fewer complete years than this are 样本少
    small_share: Decimal  # 样本少 too when the status holds with a smaller probability than this
    tiny_base: int = 10  # counts below this base are 基数小 (domain A24)
    over_achieved: Decimal = Decimal("0.60")  # so far above what is asked: to be verified, perhaps re-based
    stage_limit: int  # N up to this is judged by stages
    lights: dict[FixedStatus, Light] = Field(default_factory=dict)
    stage_lights: dict[StageState, Light] = Field(default_factory=dict)
