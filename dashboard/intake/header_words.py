"""What the words of a header mean: endings that say the same, other words for a column, columns nobody asks for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import yaml

from dashboard.intake.clean_text import folded
from dashboard.plan.units import power

_FILE = Path(__file__).with_name("synonyms.yaml")
_UNIT = re.compile(r"^(?P<name>.+?)[(（\[【](?:单位[:：]?)?(?P<unit>[^()（）]{1,4})[)）\]】]$")
_SAME = (  # endings and beginnings that say the same in every table
    (re.compile(r"县\(市?、?区\)|区县|县市区|区\(县\)"), "县区"),
    (re.compile(r"(时间|(?<=.)(?<!期)日)$"), "日期"),
    (re.compile(r"(号码|编号|编码)$"), "号"),
    (re.compile(r"(类别|类型|种类|方式|形式)$"), "类"),
    (re.compile(r"(总?金额|资金额?|款额|经费)$"), "额"),
    (re.compile(r"(?<=.)(名称|全称|数量|件数|总数)$"), ""),
    (re.compile(r"^(所属|所在|实际|是否为?|其中:?|本次|已|本期|当期|本季度?|当季|本月|当月)(?=..)"), ""),
)
_ASIDE = re.compile(
    r"序号|行号|编?号|№|NO\.?|备注.*|说明|其他说明|附注|(填报|填表|制表|审核|复核|经办|报送)(人|时间|日期|单位|科室).*"
    r"|.*(联系人|联系方式|电话|手机|身份证|微信|邮箱|电子邮件|QQ|传真|邮编|地址|住址).*|(企业)?法人(代表)?|法定代表人.*|负责人.*|经办人.*|分管.*"
    r"|佐证.*|附件.*|材料.*|是否(上传|附).*|数据来源|录入.*|核对.*"
)
_TOPIC = re.compile(r"^(产品|企业|单位|项目|合同|质押|托管|转化|专利|资金|该|本)(?=..)")
_COMMON = re.compile(
    r"名称|情况|日期|时间|企业|单位|编号|号码|类型|类别|方式|金额|数量|所属|所在|是否|其他|主要|[()（）、/]"
)
_KINDS = (
    ("date", re.compile(r"日期|时间|日$|期$|期限")),
    ("money", re.compile(r"额|费|价|资金|产值|收入|投资|贷款|款$|预算|元[)）]?$")),
    ("number", re.compile(r"数|量|率|比例|次|件|家|户|人[)）]?$|得分|评分|%")),
)


def split(header: str) -> tuple[str, str]:
    """Return a header's name and its unit ("" for none): 登记金额（万元） -> (登记金额, 万元)."""
    text = folded(header)
    match = _UNIT.match(text)
    return (match["name"], match["unit"]) if match and _is_unit(match["unit"]) else (text, "")


def kind(header: str) -> str:
    """Return what a column seems to hold by its header: date, money, number or text; "" without a header."""
    if not header:
        return ""
    return next((name for name, words in _KINDS if words.search(folded(header))), "text")


def sets_aside(header: str) -> bool:
    """True for a column that tables have for their keeping and the template never asks for: 序号, 备注, 联系电话."""
    return ":" not in header and bool(_ASIDE.fullmatch(split(header)[0]))


class Meanings:
    """The known headers by every form of their names and of the other words for them."""

    def __init__(self, known: Iterable[str]) -> None:
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._by_form: dict[str, set[str]] = defaultdict(set)
        for header in known:
            name = split(header)[0]
            others = [folded(other) for key in {name, folded(header)} for other in _synonyms().get(key, ())]
            for other in (name, folded(header), *others):
                self._by_name[other].add(header)
                for form in forms(other):
                    self._by_form[form].add(header)

    def of(self, name: str) -> list[str]:
        """Return the headers that a name without its unit may mean: by its very words, else by forms of them.

        A word before it that only says what the table is about is left out when nothing else helps.
        """
        name = folded(name)
        alike = set().union(*(self._by_form.get(form, set()) for form in forms(name)))
        bare = set().union(*(self._by_form.get(form, set()) for form in forms(_TOPIC.sub("", name))))
        return sorted(self._by_name.get(name) or alike or bare)

    def says(self, name: str) -> bool:
        """True when a name is by its very words one of the known headers or another word for one."""
        return folded(name) in self._by_name

    def touches(self, name: str, free: Iterable[str]) -> bool:
        """True when a name shares a telling word with a column that the sheet otherwise lacks."""
        own = _runs(name)
        return any(own & _runs(split(header)[0]) for header in free)

    def knows(self, name: str) -> bool:
        """True when a text as written in a header means some of the known ones."""
        return bool(name) and bool(self.of(split(name)[0]))


@cache
def _runs(name: str) -> frozenset[str]:
    """Return every two signs that stand side by side in a name, without the words that stand in any header."""
    told = _COMMON.sub(" ", folded(name))
    return frozenset(told[at : at + 2] for at in range(len(told) - 1) if " " not in told[at : at + 2])


@cache
def forms(name: str) -> frozenset[str]:
    """Return the forms of a folded name that say the same, with and without its brackets: 登记编号 -> 登记号."""
    found = {name, re.sub(r"\([^()]*\)", "", name), re.sub(r"[()/、]", "", name)} - {""}
    return frozenset(map(_plain, found))


def _plain(name: str) -> str:
    for pattern, same in _SAME:
        name = pattern.sub(same, name)
    return name


def _is_unit(text: str) -> bool:
    return power(text)[1] in "元件次份户家人个项亩吨篇场%‰分年月天小时期平方米㎡台套㎡公顷" or text.endswith("元")


@cache
def _synonyms() -> dict[str, list[str]]:
    found = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {folded(str(header)): [str(other) for other in others] for header, others in found.items()}
