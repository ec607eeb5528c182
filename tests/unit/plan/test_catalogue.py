"""The catalogue says what the plan document says; numbers here are typed from the document, not from the files."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from dashboard.plan import load_catalogues, lookup
from dashboard.plan.models import Ledger, LedgerSource, Task
from tests.unit.plan.copying import ROOT, xinyang, yunze

# code, id, method, threshold, base year, end year, unit of the level, tasks
NUMERIC = [
    ("1", "ip_transfer_license_growth", "compound", "0.10", 2021, 2025, "次", (5, 11)),
    ("2", "ip_pledge_amount_growth", "compound", "0.15", 2021, 2025, "亿元", (7,)),
    ("3", "ip_pledge_deal_growth", "compound", "0.15", 2021, 2025, "项", (7,)),
    ("4", "patent_tech_contract_growth", "compound", "0.15", 2021, 2025, "亿元", ()),
    ("5", "sme_univ_patent_conversion", "count", "10", None, 2025, "家", (5,)),
    ("6", "industry_patent_navigation", "stages", "1", None, 2025, "个", (1,)),
    ("7", "patent_intensive_va_growth", "compound", "0.10", 2021, 2025, "亿元", (3,)),
    ("8", "gi_output_growth", "total", "0.15", 2021, 2025, "亿元", (2,)),
    ("9", "patent_intensive_products", "count", "10", None, 2025, "个", (4,)),
    ("10", "regional_specialty_industries", "stages", "3", None, 2025, "个", (2,)),
    ("11", "regional_trademark_brands", "stages", "1", None, 2025, "个", (2,)),
    ("12", "ip_custody_smes", "count", "10", None, 2025, "家", (6,)),
    ("13", "trademarks_per_10k_entities_growth", "total", "0.20", 2021, 2024, "件/万户", ()),
    ("14", "industry_ip_operation_centers", "stages", "3", None, 2025, "家", (11,)),
]
QUALITATIVE = [
    ("Q1", "xymj_gi_promotion_project", (2,)), ("Q2", "patent_intensive_product_pilot", (4,)),
    ("Q3", "university_ip_pilot", (14,)), ("Q4", "ip_service_cluster", (10,)), ("Q5", "regional_ip_platform", (10, 5)),
    ("Q6", "ip_service_agencies", (12,)), ("Q7", "ip_service_supervision", (13,)),
]  # fmt: skip
_ALL = ("org_county", "org_zone")
_BANKERS = ("org_scjg", "org_cz", "org_jr", "org_ybj")
UNITS = {  # responsible, supporting, list ends in 等
    "1": (("org_scjg",), ("org_cz", "org_fgw", "org_kj", "org_gx", *_ALL), True),
    "2": (("org_scjg",), ("org_xcb", "org_cz", "org_kj", "org_gx", "org_nyncj", "org_sw", "org_wl", *_ALL), True),
    "3": (("org_scjg",), ("org_tj", "org_kj", "org_gx", *_ALL), True),
    "4": (("org_scjg",), ("org_fgw", "org_kj", "org_gx", *_ALL), True),
    "5": (("org_scjg",), ("org_jy", "org_kj", "org_gx"), True),
    "6": (("org_scjg",), ("org_cz", "org_fgw", "org_kj", "org_gx"), True),
    "7": (_BANKERS, (), True),
    "8": (_BANKERS, (), True),
    "9": (_BANKERS, (), True),
    "10": (("org_zone", "org_scjg", "org_cz"), (), True),
    "11": (("org_scjg", "org_zone", "org_kj", "org_gx"), (), False),
    "12": ((*_ALL, "org_scjg"), (), True),
    "13": (("org_scjg",), (), False),
    "14": (("org_scjg",), ("org_zzb", "org_rs", "org_jy", "org_cz", *_ALL, "org_univ"), True),
}


def test_numeric_targets_are_those_of_the_document() -> None:
    found = [
        (
            t.code,
            t.id,
            t.default.method,
            str(t.default.threshold),
            t.default.base_year,
            t.default.end_year,
            t.unit,
            t.tasks,
        )
        for t in xinyang().targets
        if t.kind == "numeric"
    ]
    assert found == NUMERIC


def test_qualitative_targets_are_those_of_the_document() -> None:
    found = [(t.code, t.id, t.tasks) for t in xinyang().targets if t.kind == "qualitative"]
    assert found == QUALITATIVE
    assert all(len(t.stages) >= 3 for t in xinyang().targets if t.kind == "qualitative")


def test_headings_are_the_four_of_the_document() -> None:
    assert [heading.name for heading in xinyang().headings] == [
        "知识产权运用能力显著增强", "知识产权品牌实力更加凸显", "创新主体管理水平明显提升", "知识产权服务集聚更加优化",
    ]  # fmt: skip
    groups = {"g1": "1 2 3 4 5 6", "g2": "7 8 9 10 11 Q1 Q2", "g3": "12 13 Q3", "g4": "14 Q4 Q5 Q6 Q7"}
    for heading, codes in groups.items():
        assert [t.code for t in xinyang().targets if t.heading == heading] == codes.split()


def test_targets_without_an_owning_task_have_no_owner() -> None:
    assert [t.code for t in xinyang().targets if not t.owners] == ["4", "13", "Q3"]


@pytest.mark.parametrize("target", [t for t in xinyang().targets if t.owners], ids=lambda t: t.code)
def test_owners_are_the_units_of_the_owning_task(target: object) -> None:
    assert hasattr(target, "tasks")
    own = next(task for task in xinyang().tasks if task.seq == target.tasks[0])
    assert (target.owners, target.partners) == (own.responsible, own.supporting)


@pytest.mark.parametrize("task", [t for t in xinyang().tasks if t.kind == "task"], ids=lambda t: t.code)
def test_units_of_tasks_are_those_listed(task: Task) -> None:
    assert (task.responsible, task.supporting, task.open_list) == UNITS[task.code]


def test_fourteen_tasks_and_four_safeguards_with_every_suggested_step() -> None:
    tasks = [task for task in xinyang().tasks if task.kind == "task"]
    assert [task.code for task in tasks] == [str(number) for number in range(1, 15)]
    assert [task.code for task in xinyang().tasks[14:]] == ["S1", "S2", "S3", "S4"]
    steps = {"1": 9, "2": 7, "3": 6, "4": 4, "5": 5, "6": 3, "7": 5, "8": 3, "9": 4, "10": 5, "11": 10,
             "12": 2, "13": 6, "14": 3, "S1": 2, "S2": 2, "S3": 3, "S4": 4}  # fmt: skip
    assert {task.code: len(task.milestones) for task in xinyang().tasks} == steps
    assert all(step.code.startswith(f"{t.code.lower()}.") for t in xinyang().tasks for step in t.milestones)


@pytest.mark.parametrize(("code", "dues"), [
    ("6", ["2023-06", "2023-12", "2024-12"]), ("10", ["2023-12", "2024-12", "2025-12"]),
    ("11", ["2023-06", "2024-12"]), ("14", ["2023-12", "2024-12", "2025-09"]),
])  # fmt: skip
def test_small_counts_have_dated_stages(code: str, dues: list[str]) -> None:
    target = next(t for t in xinyang().targets if t.code == code)
    assert [stage.due for stage in target.stages] == dues
    assert (target.default.threshold or 0) <= xinyang().rules[0].stage_limit


def test_stages_on_milestones_have_their_due_month() -> None:
    for target in xinyang().targets:
        for stage in target.stages:
            if stage.milestone is not None:
                assert lookup.milestone_instance(xinyang(), stage.milestone).due == stage.due


_GROWTH = "base_2022 base_2020 arithmetic accumulation every_year"
_PLEDGE = "patents_only with_copyright without_renewals mean_index"
READINGS = {
    "1": f"default {_GROWTH} transfers_only licences_only contracts open_statements with_trademarks every_kind "
         "without_related transferor_local transferee_local contract_date gazette_date",
    "2": f"default {_GROWTH} loans credit {_PLEDGE}",
    "3": f"default {_GROWTH} rights firms mixed_twice {_PLEDGE}",
    "4": f"default {_GROWTH} transfer_licence technology_amount with_absorbed signing_date absorbed_only",
    "5": "default from_issue earlier filed paid implemented local_only",
    "6": "default started from_issue earlier city_level",
    "7": f"default {_GROWTH} constant_prices all_industries with_ict_services",
    "8": "default user_output average every_year all_gis comprehensive base_2022 base_2020",
    "9": "default filed from_issue earlier city_list",
    "10": "default from_issue earlier nominated",
    "11": "default from_issue earlier registered_only launched_only",
    "12": "default from_issue earlier in_service paid_only",
    "13": "default window_2025 four_years window_mid enterprises new_registrations",
    "14": "default from_issue earlier national_only provincial approved",
}  # fmt: skip


@pytest.mark.parametrize(("code", "names"), READINGS.items())
def test_readings_stand_beside_the_default(code: str, names: str) -> None:
    target = next(t for t in xinyang().targets if t.code == code)
    assert " ".join(reading.id for reading in target.readings) == names
    assert all(reading.source and reading.ambiguity and reading.why and reading.why_en for reading in target.readings)


def test_nothing_is_confirmed_yet() -> None:
    assert not any(reading.confirmed for target in xinyang().targets for reading in target.readings)
    assert not any(value.confirmed for value in xinyang().base_values)


# the ambiguity register: for each line with a numeric alternative, the readings that hold it, by target
REGISTER = {
    "A01": dict.fromkeys("1234", "arithmetic accumulation every_year") | {"7": "arithmetic accumulation"},
    "A02": dict.fromkeys("123478", "base_2022 base_2020"),
    "A03": {"7": "every_year constant_prices all_industries with_ict_services"},
    "A04": {"8": "user_output average every_year all_gis comprehensive"},
    "A05": {"1": "transfers_only licences_only contracts open_statements with_trademarks every_kind without_related "
                 "transferor_local transferee_local contract_date gazette_date"},
    "A06": {"2": f"loans credit {_PLEDGE}", "3": f"rights firms mixed_twice {_PLEDGE}"},
    "A07": {"4": "transfer_licence technology_amount with_absorbed signing_date absorbed_only"},
    "A08": {"5": "filed paid implemented local_only"},
    "A09": {"6": "started city_level"},
    "A10": {"9": "filed city_list"},
    "A11": {"10": "nominated"},
    "A12": {"11": "registered_only launched_only"},
    "A13": {"13": "window_2025 four_years window_mid enterprises new_registrations"},
    "A14": {"12": "in_service paid_only"},
    "A15": {"14": "national_only provincial approved"},
    "A16": dict.fromkeys(("5", "6", "9", "10", "11", "12", "14"), "from_issue earlier"),
}  # fmt: skip


@pytest.mark.parametrize("ambiguity", REGISTER)
def test_every_numeric_alternative_of_the_register_is_a_reading(ambiguity: str) -> None:
    found = {
        target.code: " ".join(r.id for r in target.readings[1:] if r.ambiguity == ambiguity)
        for target in xinyang().targets
    }
    assert {code: names for code, names in found.items() if names} == REGISTER[ambiguity]


def test_counts_from_the_day_of_issue_and_from_the_start_of_the_data() -> None:
    readings = {(t.code, r.id): r for t in xinyang().targets for r in t.readings}
    issued = [found for (_, name), found in readings.items() if name == "from_issue"]
    earlier = [found for (_, name), found in readings.items() if name == "earlier"]
    assert {(found.count_from, found.count_from_day) for found in issued} == {("2022-08", date(2022, 8, 15))}
    assert {(found.count_from, found.count_from_day) for found in earlier} == {("2019-01", None)}
    assert len(issued) == len(earlier) == 7


def test_what_the_defaults_of_the_register_count() -> None:
    found = {item.id: item.source.model_dump() for item in xinyang().indicators}
    assert found["ip_pledge_deals"]["where"] == {"pledge_kind": ("专利", "商标", "专利商标混合")}
    assert found["ip_pledge_amount"]["where"] == {"pledge_kind": ("专利", "商标", "专利商标混合")}
    assert (found["trademark_brands"]["date"], found["trademark_brands"]["also"]) == ("registered_on", ("launched_on",))
    for code in ("sme_conversions", "custody_smes"):
        assert found[code]["where"] == {"firm_size": ("中", "小", "微")}


def test_evidence_is_about_ledgers_that_there_are_or_milestones() -> None:
    evidence = lookup.subject(xinyang(), "evidence")
    assert isinstance(evidence, Ledger)
    about = next(column.choices for column in evidence.columns if column.name == "subject")
    sheets = {ledger.sheet for ledger in xinyang().ledgers}
    assert set(about) - {"任务节点"} <= sheets - {evidence.sheet}
    sources = [found.source for found in xinyang().indicators if found.aggregation == "cumulative_count"]
    counted = {source.ledger for source in sources if isinstance(source, LedgerSource)}
    assert {lookup.subject(xinyang(), code).sheet for code in counted} <= set(about)


def test_windows_of_the_trademark_target() -> None:
    target = next(t for t in xinyang().targets if t.code == "13")
    found = {r.id: (r.base_year, r.end_year, r.closing_month, r.threshold) for r in target.readings}
    fifth = Decimal("0.20")
    assert found == {
        "default": (2021, 2024, 12, fifth), "window_2025": (2022, 2025, 12, fifth),
        "four_years": (2021, 2025, 12, Decimal("0.275")), "window_mid": (2022, 2025, 6, fifth),
        "enterprises": (2021, 2024, 12, fifth), "new_registrations": (2021, 2024, 12, fifth),
    }  # fmt: skip


@pytest.mark.parametrize(("unit", "day", "short"), [
    ("org_ybj", date(2022, 12, 31), "信阳银保监分局"), ("org_ybj", date(2023, 8, 1), "信阳金融监管分局"),
    ("org_xynu", date(2023, 5, 31), "信阳师范学院"), ("org_xynu", date(2025, 9, 30), "信阳师范大学"),
    ("org_jr", date(2022, 9, 1), "市金融工作局"), ("org_scjg", date(2030, 1, 1), "市市场监管局（知识产权局）"),
])  # fmt: skip
def test_names_are_those_of_the_day(unit: str, day: date, short: str) -> None:
    assert lookup.sender(xinyang(), unit).name_on(day).short == short


def test_window_of_the_plan() -> None:
    plan = xinyang().plan
    assert (plan.doc_no, plan.issued) == ("信知战联办〔2022〕12号", date(2022, 8, 15))
    assert (plan.start_year, plan.end_year, plan.base_year) == (2022, 2025, 2021)
    assert (plan.data_from, plan.settled_by, plan.cumulative_start) == ("2019-01", "2026-12", "2022-01")


def test_a_second_plan_loads_with_the_same_code() -> None:
    plans = load_catalogues(ROOT / "tests" / "plans")
    assert list(plans) == ["yunze-2026"]
    assert (len(yunze().targets), len(lookup.counties(yunze()))) == (3, 2)
    assert (yunze().plan.start_year, yunze().plan.end_year) == (2026, 2030)
    assert load_catalogues(ROOT / "data" / "plan")["xinyang-2022"].hash == xinyang().hash != yunze().hash


def test_every_text_has_both_languages() -> None:
    for catalogue in (xinyang(), yunze()):
        content = catalogue.model_dump()
        _both(content, catalogue.plan.id)


def _both(value: object, place: str) -> None:
    if isinstance(value, dict):
        for key, part in value.items():
            if f"{key}_en" in value and isinstance(part, str):
                assert bool(part) == bool(value[f"{key}_en"]), f"{place}.{key}"
                assert not any("\u4e00" <= sign <= "\u9fff" for sign in value[f"{key}_en"]), f"{place}.{key}_en"
            _both(part, f"{place}.{key}")
    elif isinstance(value, (list, tuple)):
        for number, part in enumerate(value):
            _both(part, f"{place}[{number}]")


def test_every_ledger_and_feed_of_the_domain_is_declared() -> None:
    catalogue = xinyang()
    feeds = {"L11": "transfers", "L07": "gi_output", "L17": "trademarks", "L18": "value_added"}  # numbers, not entries
    assert set(feeds.values()) <= {feed.id for feed in catalogue.feeds}
    told = {ledger.code.partition("-")[0] for ledger in catalogue.ledgers} | set(feeds)
    assert {f"L{number:02d}" for number in range(1, 24)} <= told
    for ledger in catalogue.ledgers:
        assert ledger.lifecycle and any(column.type == "date" for column in ledger.columns), ledger.id


def test_nobody_owes_the_later_ledgers_for_a_quarter_of_the_demo() -> None:
    later = {ledger.id for ledger in xinyang().ledgers if ledger.since == "2026-10"}
    assert len(later) == 13
    assert not later & {owed.subject for owed in lookup.expectations(xinyang(), "2026-09")}
    assert later <= {owed.subject for owed in lookup.expectations(xinyang(), "2026-12")}
