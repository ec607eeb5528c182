"""Workbooks written for a test: a cover and sheets of rows, as a unit would fill them in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from openpyxl import Workbook

from dashboard.plan.lookup import sender as organisation
from dashboard.plan.models import Catalogue, Feed, Ledger

Rows = Sequence[Sequence[object]]
MILESTONE_HEADERS = ("节点编码", "节点名称", "完成情况", "完成日期", "文号或佐证", "备注")


@dataclass
class Draft:
    """A workbook under way; change ``cover`` or ``sheets`` (name -> header and rows) to spoil it."""

    catalogue: Catalogue
    sender: str
    period: str
    period_from: str = ""
    filled_on: date = date(2024, 10, 8)
    cover: dict[str, object] = field(default_factory=dict)
    sheets: dict[str, list[list[object]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        unit = organisation(self.catalogue, self.sender)
        self.cover = {
            "方案": self.catalogue.plan.id,
            "模板版本": "1",
            "报送单位代码": self.sender,
            "报送单位": unit.names[0].name,
            "起始期": self.period_from or self.period,
            "报送期": self.period,
            "数据性质": "演示数据",
            "填报日期": self.filled_on,
        }

    def add(self, subject: str, *rows: Sequence[object]) -> Draft:
        """Add the sheet of a feed or ledger with its full header."""
        found = {item.id: item for item in (*self.catalogue.feeds, *self.catalogue.ledgers)}[subject]
        return self.sheet(found.sheet, headers(found), rows)

    def milestones(self, *rows: Sequence[object]) -> Draft:
        """Add the milestone sheet."""
        return self.sheet("任务节点", MILESTONE_HEADERS, rows)

    def sheet(self, name: str, header: Sequence[object], rows: Rows) -> Draft:
        """Add any sheet."""
        self.sheets[name] = [[f"{name}（演示数据）"], ["单位见表头"], list(header), *map(list, rows)]
        return self

    def save(self, path: Path) -> Path:
        """Write the file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        book = Workbook()
        book.remove(book.active)
        if self.cover:
            page = book.create_sheet("填报说明")
            for row in (["报送工作簿"], [], *map(list, self.cover.items())):
                page.append(row)
        for name, rows in self.sheets.items():
            page = book.create_sheet(name)
            for row in rows:
                page.append(row)
        book.save(path)
        return path


def headers(subject: Feed | Ledger) -> list[str]:
    """Return the header of a feed's or ledger's sheet in the order of the catalogue."""
    if isinstance(subject, Ledger):
        return [column.header for column in subject.columns]
    region = [subject.region_header] if subject.region_from == "column" and subject.region_header else []
    breakdown = [subject.breakdown.header] if subject.breakdown else []
    return [subject.period_header, *region, *breakdown, *(value.header for value in subject.values)]


def pledge(**values: object) -> list[object]:
    """Return a row of the invented pledge ledger; what is not given has an ordinary value."""
    ordinary: Mapping[str, object] = {
        "registration_no": "Y2024980000001",
        "pledgor": "示例科技有限公司",
        "county": "东县",
        "zone": None,
        "registered_on": date(2024, 8, 15),
        "released_on": None,
        "amount": 600,
        "patents": 3,
        "rate": 4.35,
        "kind": "专利",
        "listed": "是",
    }
    if unknown := set(values) - set(ordinary):
        raise TypeError(f"the pledge ledger has no column {unknown}")
    return list((ordinary | values).values())
