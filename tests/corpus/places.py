"""Names of counties as clerks write them, and places that are none of the ten."""

from __future__ import annotations

from random import Random

from tests.corpus.cell import Sent
from tests.corpus.facts import counties

_OLD = {
    "411521": "413028", "411522": "413025", "411523": "413029", "411524": "413027", "411525": "413026",
    "411526": "413024",
    "411527": "413022", "411528": "413021",
}  # fmt: skip
_TYPED = {
    "411502": ("狮河区", "师河区", "溮河区", "狮河", "浉河县", "溮河"),
    "411503": ("平乔区", "平桥县", "平桥 区"),
    "411526": ("横川县", "璜川县", "潢川区", "黄川县", "璜川"),
    "411527": ("淮宾县", "淮滨区", "准滨县"),
    "411525": ("固始区", "固使县", "固 始"),
    "411524": ("商成县", "商 城"),
}
_ELSEWHERE = (
    "商丘", "商丘市", "新乡", "新乡市", "新乡县", "平顶山", "平顶山市", "驻马店", "新蔡县", "淮南市", "郑州市",
    "罗田县", "商水县", "南阳市",
    "武汉市", "淮阳区", "息烽县", "上海", "新野县", "潢南县", "光泽县", "商南县", "正阳县", "大悟县", "麻城市",
    "霍邱县", "阜南县", "信宜市",
)  # fmt: skip
_NOT_ONE = (
    411500, 411501, "411500", "411501", 411571, "413001", "413023", 413000, "4115", "411599", "411529", "信阳市",
    "信阳", "市本级", "全市",
    "固始、潢川", "光山县/新县", "罗山县、光山县", "浉河区和平桥区", "新县或商城县", "其他", "城区", "县", "各县区",
    "高新区", "示范区", "XX县",
    "市直", "待定", "外地", "省外", "溮", "固市县", "潢淮县", "新城县", "息山县", "光城县", "411525/411526",
)  # fmt: skip


def written_county(dice: Random, code: str) -> Sent:
    """Return a county in another writing that can mean only this one."""
    name = counties()[code]
    bare = name[:-1]
    ways: list[object] = [
        f"{name[0]} {name[1:]}", f"{name[0]}\u3000{name[1:]}", "\u3000".join(name), " ".join(name), f"{name}\u200b",
        f"\u00a0{name}",
        f"信阳市{name}", f"河南省信阳市{name}", f"河南信阳{name}", f"{name}局", f"{name}市场监管局",
        f"{name}市场监督管理局", f"{name}市监局",
        f"{name}知识产权局", f"{name}人民政府", f"{name}政府", int(code), code, f"{code}.0", float(code), f"{code} ",
        f"{name}({code})",
        f"{code}{name}", f"{code}-{name}", f"{name}市场监督管理局（知识产权局）", f"信阳{name}", f"{name}科技局",
        f"{name[:-1]}{name[-1]}\n",
        *_TYPED.get(code, ()), *_TYPED.get(code, ()),
    ]  # fmt: skip
    if len(bare) > 1:
        ways += [
            bare,
            bare,
            f"{bare}县局" if name.endswith("县") else f"{bare}区局",
            f"{bare[0]} {bare[1]}",
            f"信阳市{bare}",
            f"信阳{bare}",
        ]
    if old := _OLD.get(code):
        ways += [old, int(old), f"{old}.0"]
    way = dice.choice(ways)
    numeric = str(way).removesuffix(".0").strip().isdigit()
    return Sent(way, code, "D11" if numeric else "D12", "repair")


def doubtful_county(dice: Random) -> Sent:
    """Return a place that is elsewhere, the whole city, or one of two."""
    if dice.random() < 0.5:
        return Sent(dice.choice(_ELSEWHERE), "", "D12", "doubt")
    return Sent(dice.choice(_NOT_ONE), "", "D11", "doubt")


def other_county(dice: Random, code: str) -> Sent:
    """Return another county than the sender's own."""
    name = dice.choice([found for other, found in counties().items() if other != code])
    return Sent(name, "", "D12", "wrong")
