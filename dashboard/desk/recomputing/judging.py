"""The verdict, recomputed, against the one that was published."""

from __future__ import annotations

from decimal import Decimal

from dashboard.desk.recomputing.counting import Count
from dashboard.desk.recomputing.flow import Flow
from dashboard.desk.recomputing.folder import Bundle
from dashboard.desk.recomputing.register import ONE
from dashboard.desk.recomputing.report import Json, Report
from dashboard.desk.recomputing.stock import Stock
from dashboard.desk.recomputing.words import folded

NUMBERS = ("level", "base", "path", "goal", "completion", "time_progress", "expected", "gap", "gap_points")
WORDS = ("status", "period", "missing", "final")
_APART = ("awaited", "not_assessed", "final_missed")  # numbers stand beside these that they do not rest on
_EN = "{0}: recomputed {1}, stated {2}"
_BEGUN = {"continuous", "under_way", "not_started"}  # of a stage that is not due: what decides is that it is open


class Judge(Flow, Stock, Count):
    """Judges by the reading's own method."""

    def verdict(self) -> Json:
        """Return what this program comes to."""
        if self.method == "qualitative":
            return self.qualitative()
        if self.method in ("count", "stages"):
            return self.count()
        if not self.first:
            return {"status": "not_assessed"}
        return self.flow() if self.made["aggregation"] == "flow" else self.stock()


def check_verdict(bundle: Bundle, report: Report) -> None:
    """Judge anew and compare every number, the status, the stages and the scores."""
    judge = Judge(bundle)
    own, told = judge.verdict(), bundle.told["verdict"]
    for name in NUMBERS:
        _compare_number(name, own, told, report)
    for name in WORDS:
        if own.get(name) is not None and _in_order(own[name]) != _in_order(told.get(name)):
            report.wrong("{0}：复算{1}，报告期{2}", _EN, name, own[name], told.get(name))
    print(f"       status = {own['status']}")
    _compare_stages(judge, told, report)
    _compare_scores(bundle, told, report)
    report.close("数值与完成情况（{0}）", "numbers and status ({0})", told["status"])


def _compare_number(name: str, own: Json, told: Json, report: Report) -> None:
    mine, stated = own.get(name), told.get(name)
    if mine is None and own["status"] in _APART:
        return
    if (mine is None) != (stated is None) or (mine is not None and not _alike(mine, Decimal(str(stated)))):
        report.wrong("{0}：复算{1}，报告期{2}", _EN, name, mine, stated)
    elif mine is not None:
        print(f"       {name} = {mine:f}")


def _compare_stages(judge: Judge, told: Json, report: Report) -> None:
    own = dict(judge.stages(min(judge.through, judge.end)))
    for mark in told.get("stages") or []:
        mine, stated = own.get(mark["id"]), mark["state"]
        if mine != stated and not {mine, stated} <= _BEGUN:
            report.wrong("节点{0}：复算{1}，报告期{2}", _EN, mark["id"], mine, stated)


def _compare_scores(bundle: Bundle, told: Json, report: Report) -> None:
    criteria = {one["id"]: one["name"] for one in bundle.told["target"].get("criteria") or []}
    rows = [row["own"] for row in bundle.entries if row["own"].get("target") == bundle.told["target"]["code"]]
    own = {folded(row["criterion"]): row for row in rows if "criterion" in row}
    for mark in told.get("rubric") or []:
        row = own.get(folded(criteria[mark["id"]]), {})
        day = row.get("scored_on") or ""
        mine = int(row["score"]) if day and day <= bundle.told["edition"]["cut_off"] else None
        if mine != mark["score"]:
            report.wrong("评分{0}：复算{1}，报告期{2}", _EN, mark["id"], mine, mark["score"])


def _alike(mine: Decimal, stated: Decimal) -> bool:
    """True for numbers that agree in 20 digits."""
    return abs(mine - stated) <= max(abs(mine), abs(stated), ONE) * Decimal("1e-20")


def _in_order(value: object) -> str:
    """Return a value as text, lists in order."""
    return ",".join(sorted(value)) if isinstance(value, list) else str(value or "")
