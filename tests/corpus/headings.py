"""Headers as offices word them: other names for a column, other places for its unit, groups above the columns."""

from __future__ import annotations

import re
from random import Random

from tests.corpus.facts import Field

# Words of our own for the columns of the template, without the unit. Each means one column of its ledger.
OTHER = {
    "质押登记号": ("质押登记编号", "登记证号", "专利权质押登记编号", "质押登记证号", "登记编号"),
    "出质人": ("出质人名称", "出质企业", "出质企业名称", "融资企业", "企业名称", "借款企业名称", "出质单位"),
    "统一社会信用代码": ("信用代码", "社会信用代码", "统一信用代码", "企业信用代码", "统一代码", "社会统一信用代码"),
    "出质人所在县区": (
        "所在县区",
        "县区",
        "所属县区",
        "县（区）",
        "县(区)",
        "所属区县",
        "县区名称",
        "企业所在县区",
        "所在县（区）",
    ),
    "所属县区": ("县区", "县（区）", "所在县区", "区县", "所属县（区）", "县区名称"),
    "卖方所在县区": ("卖方县区", "县区", "卖方所属县区", "所在县区"),
    "企业规模": ("规模", "企业类型（大中小微）", "企业划型", "规模类型"),
    "所属产业": ("产业", "产业领域", "产业类别", "所属行业", "行业"),
    "质权人（银行）": ("质权人", "质权人名称", "贷款银行", "放款银行", "银行名称", "银行", "质权银行", "合作银行"),
    "质押类型": ("质押种类", "质押物类型", "质押类别", "权利类型"),
    "质押权利": ("质押件数", "质押知识产权件数", "质押专利（商标）数量", "质押权利数量", "质押数量"),
    "合同编号": ("合同号", "质押合同编号", "协议编号"),
    "合同签订日期": ("签订日期", "签约日期", "签约时间", "合同日期", "合同签订时间", "签订时间"),
    "登记生效日期": ("登记日期", "登记时间", "质押登记日期", "质押登记时间", "登记生效日", "生效日期"),
    "登记金额": ("质押登记金额", "登记担保金额", "担保债权金额", "质押担保金额"),
    "授信金额": ("授信额度", "银行授信金额", "授信额", "批准授信金额"),
    "放款金额": ("实际放款金额", "已放款金额", "实际发放金额", "发放贷款金额"),
    "放款日期": ("放款时间", "贷款发放日期", "贷款发放时间", "实际放款日期"),
    "是否续贷": ("续贷", "是否为续贷", "续贷（是/否）"),
    "登记注销日期": ("注销日期", "注销登记日期", "质押注销日期"),
    "托管协议编号": ("协议编号", "托管协议号", "托管合同编号"),
    "企业名称": ("托管企业", "企业", "单位名称", "中小企业名称", "企业全称"),
    "托管机构": ("服务机构", "托管服务机构", "托管机构名称", "托管单位"),
    "托管形式": ("托管方式", "托管类型", "托管类别"),
    "签约日期": ("签订日期", "签约时间", "签订时间", "合同签订日期"),
    "服务起始日期": ("服务开始日期", "起始日期", "开始日期", "服务期起"),
    "服务终止日期": ("服务结束日期", "终止日期", "到期日期", "服务期止"),
    "服务费": ("托管费用", "服务费用", "托管费"),
    "托管知识产权": ("托管件数", "托管知识产权数量", "知识产权件数"),
    "项目编号": ("项目号", "编号"),
    "项目名称": ("项目", "导航项目名称"),
    "导航类别": ("导航类型", "项目类别", "导航种类"),
    "承建主体": ("承担单位", "承建单位", "实施单位"),
    "立项日期": ("立项时间", "批准立项日期"),
    "申报日期": ("申报时间", "申请日期"),
    "验收日期": ("验收时间", "通过验收日期"),
    "预算金额": ("预算", "项目预算"),
    "专利号": ("专利号码", "专利（申请）号", "专利编号"),
    "专利名称": ("发明创造名称", "专利题目"),
    "事项类别": ("事项类型", "业务类型", "转让许可类别"),
    "专利类型": ("专利种类", "专利类别"),
    "让与方（许可方）": ("让与方", "转让方（许可方）", "转让方/许可方", "转让人（许可人）"),
    "受让方（被许可方）": ("受让方", "受让方/被许可方", "受让人（被许可人）"),
    "登记（备案）生效日期": ("生效日期", "登记生效日期", "登记（备案）日期", "登记（备案）生效日"),
    "公告日期": ("公告日", "公告时间"),
    "合同金额": ("成交金额", "合同价款", "合同额"),
    "高校院所": ("高校（院所）", "高校院所名称", "合作高校院所", "合作高校"),
    "涉及专利号": ("专利号", "专利号码", "涉及专利", "转化专利号"),
    "主要专利号": ("专利号", "主要专利", "产品主要专利号"),
    "产品名称": ("产品", "备案产品名称"),
    "产品产值": ("产值", "产品产值额"),
    "成交额": ("合同成交额", "合同成交金额", "成交金额"),
    "技术交易额": ("技术交易金额", "其中技术交易额"),
    "卖方": ("卖方名称", "让与方", "技术卖方"),
    "买方": ("买方名称", "受让方", "技术买方"),
    "承担单位": ("项目承担单位", "项目单位", "受资助单位"),
    "资金文号": ("资金下达文号", "下达文号", "预算文号"),
    "下达金额": ("下达资金", "下达资金额"),
    "拨付金额": ("拨付资金", "已拨付金额", "实际拨付金额"),
    "已使用金额": ("已使用资金", "使用金额", "支出金额"),
    "月份": ("月度", "统计月份", "所属月份", "报告月份"),
    "类别": ("类型", "运用类别", "业务类别"),
    "数量": ("件次", "发生次数", "次数", "数目"),
}
AMBIGUOUS = ("融资金额", "贷款额度", "质押融资额", "金额")  # registered, granted or lent: nobody can know
_GROUPS = (
    ("企业信息", {"pledgor", "sme", "firm", "uscc", "region", "firm_size", "industry", "recipient"}),
    ("质押情况", {"registration_no", "pledge_kind", "right_count", "pledgee", "contract_no", "renewal"}),
    (
        "金额情况",
        {"registered_amount", "credit_amount", "loan_amount", "budget", "approved", "allocated", "used", "amount"},
    ),
    (
        "时间节点",
        {"contracted_on", "registered_on", "lent_on", "released_on", "applied_on", "approved_on", "midterm_on"},
    ),
)
_UNIT = re.compile(r"^(.*?)（([^（）]{1,2})）$")


def parts(header: str) -> tuple[str, str]:
    """Return a template header's name and its unit, "" for none."""
    found = _UNIT.match(header)
    return (
        (found[1], found[2])
        if found and found[2] in ("万元", "亿元", "件", "次", "元", "%", "家", "人")
        else (header, "")
    )


def worded(dice: Random, field: Field, taken: set[str], unit: str, spoken: bool) -> str:
    """Return a header of an office's own for a column; ``spoken`` when the unit stands above the table."""
    name, own = parts(field.header)
    if name in OTHER and dice.random() < 0.45:
        name = dice.choice([*(word for word in OTHER[name] if word not in taken), name])
    taken.add(name)
    if not own:
        return _spread(dice, name)
    if spoken and own == "万元":
        return name
    form = dice.choice(("{}（{}）", "{}({})", "{}（单位：{}）", "{}({})", "{}\n（{}）", "{}【{}】", "{} ({})"))
    return form.format(name, unit if own == "万元" else own)


def _spread(dice: Random, name: str) -> str:
    at = dice.random()
    if at < 0.1 and len(name) <= 4:
        return "\u3000".join(name)
    if at < 0.2 and len(name) >= 4:
        return f"{name[: len(name) // 2]}\n{name[len(name) // 2 :]}"
    return f" {name} " if at < 0.25 else name


def group(field: Field) -> str:
    """Return the group that an office puts above a column, "" for none."""
    return next((title for title, names in _GROUPS if field.name in names), "")
