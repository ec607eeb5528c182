"""How it is judged: dated rule sets."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from dashboard.plan.basics import Code, Model


class Bands(Model):
    """Thresholds of a rule set: points behind time progress, and pace ratios."""

    on_schedule_points: Decimal  # >= : 达到序时进度
    slightly_behind_points: Decimal  # > : 略低于序时进度; else 进度滞后
    slightly_behind_pace: Decimal  # R >= : 略低于序时进度 in a closed year


class RuleSet(Model):
    """A dated set of judging rules; the one in force at the cut-off judges an edition."""

    id: Code
    name: str  # 评价规则（2022年第1版）
    name_en: str
    valid_from: date
    valid_to: date | None = None
    author: str
    doc_no: str | None = None
    default: bool = True
    bands: Bands
    noise_quantile: Decimal  # 低于基期 only when below this Poisson quantile of the base
    small_base: int  # counts below this base are 样本少
    small_years: int  # fewer complete years than this are 样本少
    stage_limit: int  # N up to this is judged by stages
