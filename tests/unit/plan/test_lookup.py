"""Questions to a catalogue."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.plan import lookup
from tests.unit.plan.copying import xinyang, yunze


def test_senders_of_a_kind_are_expanded_in_order() -> None:
    found = [unit.id for unit in lookup.senders_of(xinyang(), "pledge")]
    assert found[:2] == ["scjg-411502", "scjg-411503"]
    assert found[-3:] == ["bank-01", "bank-02", "bank-03"]
    assert len(found) == 13


def test_subjects_of_a_sender_are_the_reverse_of_its_senders() -> None:
    for catalogue in (xinyang(), yunze()):
        for unit in catalogue.organisations:
            for item in lookup.subjects(catalogue):
                owed = unit in lookup.senders_of(catalogue, item.id)
                assert owed == (item in lookup.subjects_of(catalogue, unit.id))


def test_regions_by_kind() -> None:
    assert lookup.city(xinyang()).code == "411500"
    assert [county.code for county in lookup.counties(xinyang())] == [
        "411502", "411503", "411521", "411522", "411523", "411524", "411525", "411526", "411527", "411528",
    ]  # fmt: skip
    assert [zone.code for zone in lookup.zones(xinyang())] == [f"Z0{number}" for number in range(1, 9)]
    assert lookup.zones(yunze()) == ()


def test_sources_of_an_indicator() -> None:
    assert lookup.sources_of(xinyang(), "ip_transfers") == ("transfers",)
    assert lookup.sources_of(xinyang(), "trademarks_per_10k") == ("trademarks",)
    assert lookup.sources_of(xinyang(), "custody_smes") == ("custody",)


@pytest.mark.parametrize("ask", [
    lookup.indicator, lookup.target, lookup.region, lookup.sender, lookup.subject, lookup.senders_of,
    lookup.milestone_instance, lookup.rule_set, lookup.task,
])  # fmt: skip
def test_unknown_id_is_a_key_error(ask: object) -> None:
    assert callable(ask)
    with pytest.raises(KeyError):
        ask(xinyang(), "nothing")


def test_a_changed_copy_has_its_own_answers() -> None:
    plan = xinyang()
    changed = plan.model_copy(update={"regions": plan.regions[:3], "tasks": ()})
    assert len(lookup.counties(changed)) == 2
    assert lookup.milestone_instances(changed) == ()
    assert len(lookup.counties(plan)) == 10
    assert lookup.milestone_instances(plan)


def test_rules_in_force_on_a_day() -> None:
    plan = xinyang()
    first = lookup.rule_set(plan, "rules-2022-1")
    other = first.model_copy(update={"id": "other", "default": False, "valid_from": date(2023, 1, 1)})
    old = first.model_copy(update={"valid_to": date(2023, 12, 31)})
    new = first.model_copy(update={"id": "rules-2024-1", "valid_from": date(2024, 1, 1)})
    both = plan.model_copy(update={"rules": (old, other, new)})
    assert lookup.rules_on(both, date(2021, 12, 31)).id == "rules-2022-1"
    assert lookup.rules_on(both, date(2023, 12, 31)).id == "rules-2022-1"
    assert lookup.rules_on(both, date(2024, 1, 1)).id == "rules-2024-1"
    assert lookup.rule_set(both, "other").default is False


def test_reading_by_id_and_default() -> None:
    target = lookup.target(xinyang(), "gi_output_growth")
    assert lookup.reading(target) is target.default
    assert lookup.reading(target, "user_output").indicator == "gi_user_output"
    with pytest.raises(KeyError):
        lookup.reading(target, "nothing")


def test_base_values() -> None:
    known = lookup.base_value(yunze(), "licences", 2025)
    assert known is not None and known.confirmed and known.value == 240
    reported = lookup.base_value(xinyang(), "ip_transfers", 2021)
    assert reported is not None and reported.value is None and not reported.confirmed
    assert lookup.base_value(xinyang(), "ip_transfers", 2020) is None
