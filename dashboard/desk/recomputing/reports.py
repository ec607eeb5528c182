"""Who was to report what, and whose report is in an original."""

from __future__ import annotations

from datetime import date

from dashboard.desk.recomputing.folder import Bundle
from dashboard.desk.recomputing.months import last_day, last_month, of_month
from dashboard.desk.recomputing.report import Json, Report


def check_reports(bundle: Bundle, report: Report) -> None:
    """See that each report that counts as received is in its original."""
    received = 0
    for one in bundle.told["reports"]:
        if lacking(one):
            continue
        received, book = received + 1, bundle.books.get(one["workbook"])
        told = (one["sender"], one["period"], one["sheet"])
        if book is None:
            report.wrong("没有 {0} {1} 的原件", "no original of {0} {1}", *told)
        elif book.readable and book.cells(one["sheet"]) is None:
            report.note("{0} {1} 的原件没有“{2}”一表，按零报告计", "{0} {1} has no sheet {2}: a zero report", *told)
    total = len(bundle.told["reports"])
    report.close("应报{0}、实报{1}", "{0} reports asked for, {1} received", total, received)


def lacking(one: Json) -> bool:
    """True for a report that has not come, or of which rows are still in question."""
    return one["workbook"] is None or bool(one["waiting"])


class Asked:
    """Who was to report what: receipts and due days as the bundle lists them."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self._rows: dict[tuple[str, str], list[Json]] = {}
        for one in bundle.told["reports"]:
            self._rows.setdefault((one["subject"], one["period"]), []).append(one)

    def senders(self, subject: str, reported: str) -> list[str]:
        """Return who is to report a period."""
        return [one["sender"] for one in self._rows.get((subject, reported), [])]

    def missing(self, subject: str, reported: str) -> list[str] | None:
        """Return who lacks a report period; None where nothing is asked of it yet."""
        rows = self._rows.get((subject, reported), [])
        late = [one for one in rows if lacking(one)]
        if not rows:
            return None
        yearly = len(reported) == 4
        due = min((one["due"] for one in late), default="") <= self._bundle.told["edition"]["cut_off"]
        if late and not (due if yearly else last_month(reported) <= self._bundle.through):
            return None
        return [one["sender"] for one in late]

    def early(self, subjects: list[str]) -> date | None:
        """Return the first day on which a sheet of the last quarter was filled in before that quarter ended."""
        quarter = of_month(self._bundle.through, "Q")
        end = last_day(last_month(quarter)).isoformat()
        rows = [one for code in subjects for one in self._rows.get((code, quarter), []) if not lacking(one)]
        days = [one["filled_on"] for one in rows if one["filled_on"] and one["filled_on"] < end]
        return date.fromisoformat(min(days)) if days else None
