"""One sentence of the demo for every status, word by word, read by hand against its numbers."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from dashboard.attainment import Status
from dashboard.figures import headlines
from dashboard.reporting import Database
from tests.pages.test_every_edition import PLAN, state

TODAY = date(2026, 11, 24)
SAID = [  # status, edition, target, reading, sentence
    ("completed", "2023Q2", "industry_patent_navigation", "started",
     "产业规划类专利导航项目：已完成。2023年6月达到目标的1个，截至2023年6月累计1个。"),
    ("attained", "2022Q1", "gi_output_growth", "base_2020",
     "地理标志产品产值：已达标（需巩固）。2021年为150.0亿元，是折算目标的112.2%，较2020年增长15.4%（要求15%），"
     "2025年不低于149.5亿元即可保持。"),
    ("on_schedule", "2022Q3", "patent_intensive_va_growth", "base_2020",
     "专利密集型产业增加值：达到序时进度。2021年为145.6亿元，是折算目标的100.5%，增幅10.6%（要求年均10%），"
     "后期年均需增长9.9%（历史最高年增幅10.6%）。"),
    ("on_stages", "2022Q1", "industry_patent_navigation", "default",
     "产业规划类专利导航项目：按节点推进。下一节点“立项”应于2023年6月完成。"),
    ("slightly_behind", "2022Q1", "ip_transfer_license_growth", "default",
     "知识产权转让、许可数量：略低于序时进度。2022年1—3月完成折算年度目标的17.2%，低于序时进度7.8个百分点，"
     "4—12月月均需完成63.2次（历史最高月67次）。"),
    ("behind", "2024Q2", "ip_service_cluster", "default",
     "知识产权服务业集聚区：进度滞后。“载体启用”应于2024年6月完成，尚未完成。"),
    ("behind", "2022Q4", "ip_transfer_license_growth", "every_year",
     "知识产权转让、许可数量：进度滞后。有年度未达到10%的增幅（2022年）。"),
    ("below_base", "2022Q1", "trademarks_per_10k_entities_growth", "new_registrations",
     "每万户市场主体商标拥有量：低于基期。2022年一季度末为228.3件/万户，是折算目标的92.6%，2024年末需达到291.4件/万户。"),
    ("awaited", "2024Q2", "ip_transfer_license_growth", "default",
     "知识产权转让、许可数量：待报。2024年1—6月应报10家、实报9家，缺：息县市场监管局。"),
    ("not_assessed", "2022Q1", "patent_intensive_va_growth", "default",
     "专利密集型产业增加值：暂不评价。没有基期数据。"),
    ("final_met", "2024Q4", "trademarks_per_10k_entities_growth", "default",
     "每万户市场主体商标拥有量：完成。2024年末为1460.1件/万户，是目标1452.2件/万户的100.5%。"),
    ("final_missed", "2024Q4", "trademarks_per_10k_entities_growth", "enterprises",
     "每万户市场主体商标拥有量：未完成。2024年末为5574.3件/万户，是目标6009.9件/万户的92.8%。"),
]  # fmt: skip


@pytest.mark.parametrize(("status", "label", "target", "reading", "sentence"), SAID)
def test_the_sentence_of_a_status(
    demo_database: Database, status: str, label: str, target: str, reading: str, sentence: str
) -> None:
    number = next(row["number"] for row in demo_database.rows("edition_list", plan=PLAN) if row["label"] == label)
    shown = state(demo_database, int(str(number)), "zh")
    item = next(found for found in shown.items if found.target.id == target).under(reading)
    assert item.verdict.status == status
    assert headlines.titled(item, shown, "zh", TODAY) == sentence


def test_every_status_has_its_sentence() -> None:
    assert {status for status, *_ in SAID} == set(get_args(Status))
