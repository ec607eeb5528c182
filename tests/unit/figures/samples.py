"""Invented verdicts over the real catalogue, so that every shape, word and sentence occurs once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from dashboard.attainment.verdict import StageMark, StageState, Verdict
from dashboard.figures.facts import Chance, Edition, Item, Measure, State, Step
from dashboard.plan import load_catalogue
from dashboard.plan.lookup import indicator, milestone_instances, target
from dashboard.plan.models import Catalogue
from tests.conftest import ROOT

EDITION = Edition(
    number=16, label="2025Q3", through="2025-09", cut_off=date(2025, 9, 30), rules="评价规则（2022年第1版）"
)
TODAY = date(2025, 10, 16)
D = Decimal


@cache
def catalogue() -> Catalogue:
    return load_catalogue(ROOT / "data" / "plan" / "xinyang-2022")


def blank(code: str, **numbers: object) -> Verdict:
    found = target(catalogue(), code)
    reading = found.default
    base = Verdict(
        target=code,
        reading=reading.id,
        method=reading.method,
        status="not_assessed",
        reason="no_data",
        period="2025-09",
        unit=found.unit,
        indicator=reading.indicator,
        threshold=reading.threshold,
        confirmed=reading.confirmed,
    )
    return replace(base, **numbers)  # type: ignore[arg-type]


def in_year(code: str, status: str, level: str, base: str, **more: object) -> Verdict:
    threshold = target(catalogue(), code).default.threshold or D(0)
    path = D(base) * (1 + threshold) ** 4
    share = D(level) / path
    left = max(path - D(level), D(0))
    return blank(
        code,
        status=status,
        reason="year_to_date",
        level=D(level),
        base=D(base),
        path=path,
        goal=path,
        k=D(4),
        n=4,
        months=9,
        completion=share,
        time_progress=D("0.75"),
        gap_points=(share - D("0.75")) * 100,
        remaining=left,
        months_left=3,
        required_month=left / 3,
        **more,
    )


def counted(code: str, status: str, reason: str, level: int, goal: int, **more: object) -> Verdict:
    share, time = D(level) / goal, D(45) / 48
    return blank(
        code,
        status=status,
        reason=reason,
        level=D(level),
        goal=D(goal),
        completion=share,
        time_progress=time,
        months=45,
        months_left=3,
        gap_points=(share - time) * 100,
        remaining=D(max(goal - level, 0)),
        **more,
    )


def staged(code: str, status: str, reason: str, states: list[tuple[str, StageState]], **more: object) -> Verdict:
    stages = target(catalogue(), code).stages
    marks = tuple(
        StageMark(stage.id, due, date(int(due[:4]), int(due[5:]), 9) if state.startswith("done") else None, state)
        for stage, (due, state) in zip(stages, states, strict=False)
    )
    return blank(code, status=status, reason=reason, stages=marks, **more)


def verdicts() -> list[Verdict]:
    done: list[tuple[str, StageState]] = [
        ("2022-12", "done"),
        ("2023-12", "done"),
        ("2024-06", "done_late"),
        ("2024-12", "done"),
    ]
    open_: list[tuple[str, StageState]] = [
        ("2022-12", "done"),
        ("2023-12", "done"),
        ("2025-12", "under_way"),
        ("2025-12", "not_started"),
    ]
    return [
        in_year(
            "ip_transfer_license_growth",
            "on_schedule",
            "741",
            "624",
            seasonal_progress=D("0.78"),
            best_month=D(112),
            best_month_period="2024-12",
            required=D("0.071"),
            best=D("0.13"),
        ),
        in_year(
            "ip_pledge_amount_growth",
            "slightly_behind",
            "1.85",
            "1.51",
            seasonal_progress=D("0.74"),
            best_month=D("0.35"),
        ),
        in_year(
            "ip_pledge_deal_growth",
            "on_schedule",
            "36",
            "26",
            seasonal_progress=D("0.74"),
            best_month=D(7),
            small_sample=True,
        ),
        in_year(
            "patent_tech_contract_growth", "behind", "1.76", "2.46", seasonal_progress=D("0.71"), best_month=D("0.61")
        ),
        counted("sme_univ_patent_conversion", "completed", "count_reached", 12, 10, reached_in="2025-05"),
        staged(
            "industry_patent_navigation",
            "completed",
            "count_reached",
            done[:3],
            level=D(1),
            goal=D(1),
            reached_in="2024-11",
        ),
        blank(
            "patent_intensive_va_growth",
            status="awaited",
            reason="overdue",
            period="2024",
            base=D("160"),
            path=D("213"),
            goal=D("234"),
            k=D(3),
            n=4,
            missing=("org_tj",),
            due=date(2025, 8, 31),
        ),
        blank(
            "gi_output_growth",
            status="attained",
            reason="closed_year",
            period="2024",
            base=D(150),
            level=D(179),
            path=D("166.6"),
            goal=D("172.5"),
            k=D(3),
            n=4,
            completion=D(179) / D("166.6"),
            time_progress=D(1),
            achieved=D("0.1933"),
            last_year=2024,
            last_level=D(179),
            required=D("-0.036"),
            best=D("0.08"),
        ),
        counted("patent_intensive_products", "slightly_behind", "count_share", 8, 10),
        staged("regional_specialty_industries", "on_stages", "stages_open", open_[:3], level=D(2), goal=D(3)),
        staged(
            "regional_trademark_brands",
            "completed",
            "count_reached",
            done[:2],
            level=D(1),
            goal=D(1),
            reached_in="2024-06",
        ),
        counted("ip_custody_smes", "completed", "count_reached", 23, 10, reached_in="2024-03"),
        blank(
            "trademarks_per_10k_entities_growth",
            status="final_met",
            reason="end_reached",
            period="2024Q4",
            base=D(1210),
            level=D(1486),
            path=D(1452),
            goal=D(1452),
            k=D(3),
            n=3,
            completion=D(1486) / 1452,
            time_progress=D(1),
            final=True,
        ),
        staged(
            "industry_ip_operation_centers",
            "behind",
            "stage_overdue",
            [("2023-12", "done"), ("2024-12", "done_late"), ("2025-08", "overdue")],
            level=D(2),
            goal=D(3),
        ),
        *(
            staged(
                found.id,
                "completed" if found.seq < 4 else "on_stages",
                "stages_done" if found.seq < 4 else "stages_open",
                done if found.seq < 4 else open_,
            )
            for found in catalogue().targets
            if found.kind == "qualitative"
        ),
    ]


CHANCES = {
    "ip_transfer_license_growth": 0.85,
    "ip_pledge_amount_growth": 0.46,
    "ip_pledge_deal_growth": 0.7,
    "patent_tech_contract_growth": 0.04,
    "gi_output_growth": 0.81,
    "patent_intensive_products": 0.42,
}


def step_state(due: str, at: int) -> StageState:
    if due > "2025-09":
        return "due_soon" if due == "2025-10" else "continuous" if at % 3 else "under_way" if at % 2 else "not_started"
    return "overdue" if due > "2025-07" and at % 7 == 0 else "done_late" if at % 11 == 0 else "done"


def measures(lang: str = "zh") -> tuple[Measure, ...]:
    found = []
    for task in catalogue().tasks:
        names = {m.code: m.name if lang == "zh" else m.name_en for m in task.milestones}
        steps = [
            Step(i.code, names[i.series], step_state(i.due, at), i.due, None, i.recurring, reporter=i.reporter)
            for at, i in enumerate(milestone_instances(catalogue()))
            if i.task == task.id
        ]
        found.append(Measure(task, tuple(steps)))
    return tuple(found)


def state(lang: str = "zh", edition: Edition = EDITION) -> State:
    items = []
    for found in verdicts():
        own = target(catalogue(), found.target)
        p = CHANCES.get(own.id)
        items.append(
            Item(
                own,
                found,
                indicator(catalogue(), found.indicator) if found.indicator else None,
                (),
                Chance(p, "2025") if p is not None else None,
            )
        )
    names = {
        unit.id: unit.name_on(edition.cut_off).short if lang == "zh" else unit.name_on(edition.cut_off).name_en
        for unit in catalogue().organisations
    }
    return State(catalogue().plan, edition, catalogue().headings, tuple(items), measures(lang), names)
