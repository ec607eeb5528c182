"""Invented firms, banks, universities; telephone and identity-card numbers that must never be stored."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from tests.corpus.identifiers import credit_code

_FIRST = "豫申淮信润禾泽景瑞昌恒茂康益鑫宏嘉远博创新绿源天成"
_TRADES = (
    "茶业",
    "电子",
    "生物科技",
    "环保设备",
    "机械制造",
    "食品",
    "光电",
    "新材料",
    "药业",
    "农业科技",
    "装备",
    "信息技术",
    "物流科技",
)
BANKS = (
    "示例农村商业银行",
    "示例城市商业银行",
    "示例国有银行信阳分行",
    "示例村镇银行",
    "示例股份制银行信阳支行",
    "示例担保有限公司",
)
UNIVERSITIES = ("示例理工学院", "示例农业大学", "示例医学院", "示例师范学院", "示例科学院电子研究所")
PROVIDERS = ("示例知识产权代理事务所", "示例专利运营中心", "信阳示例知产服务有限公司", "示例商标事务所")
CLERKS = ("张示", "李例", "王范", "赵样", "刘设")


@dataclass(frozen=True, slots=True)
class Firm:
    """An invented firm."""

    name: str
    uscc: str


def firm(dice: Random, county: str) -> Firm:
    """Return an invented firm of a county."""
    name = f"信阳示例{dice.choice(_FIRST)}{dice.choice(_FIRST)}{dice.choice(_TRADES)}有限公司"
    return Firm(name, credit_code(dice, county))


def mobile(dice: Random) -> str:
    """Return an invented mobile number."""
    return f"1{dice.choice(('39', '58', '77', '86', '93'))}{dice.randint(10_000_000, 99_999_999)}"


def landline(dice: Random) -> str:
    """Return an invented number of Xinyang without its prefix."""
    return str(dice.randint(6_200_000, 6_999_999))


def card(dice: Random, county: str) -> str:
    """Return an invented identity-card number with its check digit."""
    born = f"{dice.randint(1960, 2003)}{dice.randint(1, 12):02d}{dice.randint(1, 28):02d}"
    body = f"{county}{born}{dice.randint(0, 999):03d}"
    total = sum(int(sign) * 2 ** (17 - at) for at, sign in enumerate(body))
    return body + "10X98765432"[total % 11]
