"""Invented firms, banks, universities and agencies; no real company, bank or university carries an invented deal."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dashboard.demo.chance import source
from dashboard.demo.identifiers import uscc

# industry -> the word in a firm's name; 其他 closes the list
_TRADES = {"电子信息": "电子", "生物医药": "生物", "节能环保": "环保", "绿色食品(茶)": "茶业", "装备制造": "装备",
           "其他": "科技"}
_INDUSTRIES = tuple(_TRADES)
_INDUSTRY_ODDS = (24, 13, 17, 18, 20, 8)
_SIZES, _SIZE_ODDS = ("中", "小", "微"), (22, 56, 22)

UNIVERSITIES = ("示例大学", "示例理工大学", "示例农业大学", "示例师范大学", "示例医学院", "示例材料研究所")
LOCAL_UNIVERSITIES = ("示例师范大学", "示例农业大学")
AGENCIES = ("示例知识产权代理有限公司", "示例专利商标事务所", "示例知识产权运营有限公司", "示例技术转移中心")


@dataclass(frozen=True)
class Firm:
    """An invented firm."""

    name: str
    uscc: str
    county: str
    industry: str
    size: str


@cache
def firm(county: str, number: int) -> Firm:
    """Return the firm with a number, always the same; numbers are unique over the whole demo."""
    random = source("firm", number)
    industry = random.choices(_INDUSTRIES, _INDUSTRY_ODDS)[0]
    size = random.choices(_SIZES, _SIZE_ODDS)[0]
    name = f"信阳示例{_TRADES[industry]}有限公司 {number:02d}"
    return Firm(name, uscc(county, number), county, industry, size)


def firms(counties: tuple[str, ...], county: str, size: int, start: int = 1) -> tuple[Firm, ...]:
    """Return a county's own pool of firms; pools of two counties or two starts never overlap."""
    place = counties.index(county)
    return tuple(firm(county, start + place + len(counties) * step) for step in range(size))
