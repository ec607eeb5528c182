"""The growth targets as one value: the sentence on top, cards, years, needs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from dashboard.attainment.verdict import Verdict, YearMark
from dashboard.attainment.verdict import replace as changed
from dashboard.figures import growth
from dashboard.figures.facts import Item, State
from dashboard.wording import Language
from tests.unit.figures import samples
from tests.unit.figures.test_target import CITY, monthly

D = Decimal
CODES = (
    "ip_transfer_license_growth", "ip_pledge_amount_growth", "ip_pledge_deal_growth", "patent_tech_contract_growth",
    "patent_intensive_va_growth", "gi_output_growth", "trademarks_per_10k_entities_growth",
)  # fmt: skip


def with_verdicts(lang: Language = "zh", **changes: dict[str, object]) -> State:
    """Return the sample state with some verdicts changed, by target."""
    found = samples.state(lang)
    return replace(found, items=tuple(
        replace(item, verdict=changed(item.verdict, **changes.get(item.target.id, {}))) for item in found.items
    ))  # fmt: skip


def page(state: State, chosen: str = "", lang: Language = "zh") -> growth.GrowthPage:
    return growth.page(state, {CODES[0]: monthly()}, {}, (), CITY, chosen, lang, lambda page, **k: f"{page} {k}")


def test_growth_targets_are_those_with_a_rate() -> None:
    assert tuple(item.target.id for item in growth.growing(samples.state())) == CODES


def test_the_sentence_counts_and_names_the_one_most_behind() -> None:
    needs: dict[str, object] = {"required": D("0.1608"), "best": D("0.3274"), "best_year": 2021, "last_year": 2024}
    assert growth.headline(with_verdicts(patent_tech_contract_growth=needs), "zh") == (
        "7项增长目标中，4项达到进度要求，1项略低于序时进度，1项进度滞后，1项待报。"
        "需重点关注专利技术合同成交额（进度滞后），2025年需增长16.1%才能完成（历史最高年增幅32.7%）。"
    )
    early = with_verdicts(patent_tech_contract_growth={**needs, "last_year": 2022})
    assert "2023—2025年年均需增长16.1%" in growth.headline(early, "zh")
    assert growth.headline(with_verdicts("en", patent_tech_contract_growth=needs), "en").endswith(
        "(behind); growth of 16.1% is needed in 2025 (best year ever 32.7%)."
    )


def test_the_sentence_while_nothing_or_everything_is_well() -> None:
    none = with_verdicts(**{code: {"status": "not_assessed", "reason": "not_started"} for code in CODES})
    assert growth.headline(none, "zh") == "7项增长目标均暂不评价。"
    well = with_verdicts(**{code: {"status": "on_schedule"} for code in CODES})
    assert growth.headline(well, "zh") == "7项增长目标均达到进度要求。"
    missed = with_verdicts(**{code: {"status": "final_missed", "final": True, "required": D(1)} for code in CODES})
    assert growth.headline(missed, "zh").startswith("7项增长目标中，0项达到进度要求，7项未完成。需重点关注")
    assert "需增长" not in growth.headline(missed, "zh")  # nothing can be required any more


def verdict_of(code: str, **numbers: object) -> Item:
    found = next(item for item in samples.state().items if item.target.id == code)
    made: Verdict = changed(found.verdict, **numbers)
    return replace(found, verdict=made)


def test_what_is_needed_beside_the_best_ever() -> None:
    numbers = {"required": D("0.4"), "best": D("0.2"), "best_year": 2021, "last_year": 2024}
    found = growth.required(verdict_of(CODES[3], **numbers), "zh")
    assert found is not None
    assert (found.rate, found.best, found.rate_width, found.best_width, found.over) == ("40.0%", "20.0%", 100, 50, True)
    fell = growth.required(verdict_of(CODES[3], required=D("0.1"), best=D("-0.2"), last_year=2024), "zh")
    assert fell is not None and fell.best_width == 0 and fell.over
    assert growth.required(verdict_of(CODES[3], required=D("-0.1"), last_year=2024), "zh") is None
    assert growth.required(verdict_of(CODES[3], required=None), "zh") is None


def test_cards_say_years_and_change() -> None:
    marks = (YearMark(2022, D("0.07"), False), YearMark(2023, None, None))
    found = page(with_verdicts(ip_transfer_license_growth={"every_year": marks}), CODES[0])
    first = found.cards[0]
    assert found.years == ("2021年", "2022年", "2023年", "2024年")
    assert [(y.growth, y.met) for y in first.years] == [("—", None), ("+7.0%", False), ("—", None), ("0.0%", None)]
    assert (first.change_label, first.change, first.chosen) == ("2025年1—9月同比", "0.0%", True)
    assert first.choose == "growth {'target': 'ip_transfer_license_growth'}"
    assert found.cards[1].change == "—" and found.cards[1].image is None


def test_an_attained_level_only_has_to_be_kept() -> None:
    held = page(samples.state()).cards[5]
    assert held.need is None and held.hold == "2025年不低于172.5亿元"
    assert page(samples.state()).cards[6].hold == ""  # final


def test_the_one_opened_has_counties_unless_another_is_asked_for() -> None:
    opened = growth.opened(samples.state(), "")
    assert opened is not None and opened.target.id == "patent_tech_contract_growth"
    asked = growth.opened(samples.state(), "gi_output_growth")
    assert asked is not None and asked.target.id == "gi_output_growth"
    assert growth.opened(replace(samples.state(), items=()), "") is None
