"""The lines above a table: title, sender, day, unit of money, county, as people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dashboard.intake.cells import normal
from dashboard.intake.workbook import Sheet

_FIELDS = {
    "sender": r"填报单位|报送单位|上报单位|填表单位|编制单位|单位名称|报表单位|填报部门",
    "filled_on": r"填报时间|填报日期|报送时间|报送日期|填表时间|填表日期|上报时间|制表日期|日期",
    "period": r"报送期|报告期|统计期|填报期|所属时期|所属期|季度",
    "county": r"所在县区|所属县区|县区名称|县\(区\)|县区",
    "unit": r"金额单位|计量单位|货币单位|单位|金额",
}
_LABEL = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _FIELDS.items()))
_MARK = re.compile(r"\s*(?:\((?:盖章|公章|签章)\))?\s*[::]\s*")
_MONEY = re.compile(r"[万亿]?元")
_SEAL = re.compile(r"\((?:盖章|公章|签章)\)")
_UNIT_ONLY = re.compile(r"\(?\s*(?:金额)?单位\s*[::]?\s*(.+?)\)?")


@dataclass(frozen=True, slots=True)
class Preamble:
    """What stands above a table, as written; "" for what is not said."""

    title: str = ""
    sender: str = ""
    county: str = ""
    unit: str = ""  # several that differ are joined by 、
    period: str = ""
    filled_on: str = ""


def read_preamble(sheet: Sheet, header_row: int) -> Preamble:
    """Read the rows above a header; a label's value follows its colon, or stands in the next filled cell."""
    found: dict[str, str] = {}
    title = ""
    for number in range(1, header_row):
        texts = [sheet.cell(number, index).text for index in range(len(sheet.rows[number - 1]))]
        cells = list(dict.fromkeys(normal(text) for text in texts if text))
        for index, text in enumerate(cells):
            told = _told(text, cells[index + 1] if index + 1 < len(cells) else "")
            for name, value in told.items():
                found[name] = _joined(found.get(name, ""), value) if name == "unit" else found.get(name, value)
            label = _LABEL.search(text) if told else None
            title = title or text[: label.start() if label else None].strip(" (,;，；")
    return Preamble(title=title, **found)


def money_unit(sheet: Sheet, header_row: int) -> str:
    """Return the unit of money named above a header, "" when there is none or more than one."""
    found = set(_MONEY.findall(read_preamble(sheet, header_row).unit))
    return found.pop() if len(found) == 1 else ""


def _joined(known: str, value: str) -> str:
    return "、".join(dict.fromkeys(filter(None, (*known.split("、"), value))))


def _told(text: str, following: str) -> dict[str, str]:
    """Return the labelled values in a cell: each runs up to the next label."""
    text = text.strip("()") if _UNIT_ONLY.fullmatch(text) else text
    marks = [(label, mark) for label in _LABEL.finditer(text) if (mark := _MARK.match(text, label.end()))]
    found: dict[str, str] = {}
    for place, (label, mark) in enumerate(marks):
        end = marks[place + 1][0].start() if place + 1 < len(marks) else len(text)
        value = _SEAL.sub("", text[mark.end() : end]).strip(" ,;，；、")
        value = value.strip("()") if value.count("(") != value.count(")") else value
        value = value or ("" if place + 1 < len(marks) else following)
        if value and not _LABEL.match(value):
            found.setdefault(str(label.lastgroup), value)
    return found
