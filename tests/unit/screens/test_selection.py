"""What an address means: known values are kept, unknown ones fall back with a sentence, links carry the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.figures.facts import Edition
from dashboard.plan.models import Plan
from dashboard.screens.selection import Selection, choose
from dashboard.settings import Settings
from tests.unit.figures import samples

PLAN = samples.catalogue().plan
OTHER = PLAN.model_copy(update={"id": "elsewhere-2026", "name": "另一方案", "opening_edition": None})
EDITIONS = tuple(
    Edition(number, label, through, date(2025, 1, 1), "")
    for number, (label, through) in enumerate([("2025Q2", "2025-06"), ("2025Q3", "2025-09"), ("2025Q4", "2025-12")], 1)
)
OPTIONS = Settings(_env_file=None)  # type: ignore[call-arg]


def chosen(plans: tuple[Plan, ...] = (PLAN, OTHER), options: Settings = OPTIONS, **asked: str) -> Selection:
    found = choose(asked, plans, lambda plan: EDITIONS, options)
    assert found is not None
    return found


def test_an_empty_address_opens_the_plans_opening_edition_in_chinese() -> None:
    found = chosen()
    assert (found.plan.id, found.edition.label, found.lang, found.notices) == (PLAN.id, "2025Q3", "zh", ())


def test_the_settings_edition_goes_before_the_plans_and_the_newest_comes_last() -> None:
    assert chosen(options=OPTIONS.model_copy(update={"edition": "2025Q2"})).edition.label == "2025Q2"
    assert chosen(plan=OTHER.id).edition.label == "2025Q4"
    assert chosen(plan=OTHER.id, options=OPTIONS.model_copy(update={"edition": "2025Q2"})).edition.label == "2025Q4"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"edition": "2099Q9"}, ("没有报告期“2099Q9”，已改为显示2025年三季度。",)),
        ({"lang": "fr"}, ("没有语言“fr”，已改用中文。",)),
        ({"plan": "nowhere"}, (f"没有方案“nowhere”，已改为显示{PLAN.name}。",)),
        ({"edition": "x" * 200}, (f"没有报告期“{'x' * 60}”，已改为显示2025年三季度。",)),
    ],
)
def test_unknown_values_fall_back_with_a_sentence(asked: dict[str, str], words: tuple[str, ...]) -> None:
    assert chosen(**asked).notices == words


def test_links_carry_plan_edition_language_and_display() -> None:
    found = replace(chosen(lang="en", edition="2025Q2", display="dark"), target="t", region="r")
    query = parse_qs(urlsplit(found.href("target", target="a&b=c")).query)
    assert query == {"plan": [PLAN.id], "edition": ["2025Q2"], "lang": ["en"], "target": ["a&b=c"], "display": ["dark"],
                     "embed_options": ["dark_theme"]}  # fmt: skip
    assert found.href().startswith("./?") and "target=" not in found.href()
    assert "embed_options" not in found.href(display="")


def test_another_plan_starts_with_its_own_edition() -> None:
    query = parse_qs(urlsplit(chosen().href(plan=OTHER.id)).query)
    assert query == {"plan": [OTHER.id], "lang": ["zh"]}


def test_an_address_means_the_same_when_it_is_pasted() -> None:
    first = chosen(edition="2025Q2", lang="en", display="light")
    asked = {key: values[0] for key, values in parse_qs(urlsplit(first.href()).query).items()}
    assert chosen(**asked) == first


def test_nothing_published_is_no_selection() -> None:
    assert choose({}, (PLAN,), lambda plan: (), OPTIONS) is None
    assert choose({}, (), lambda plan: EDITIONS, OPTIONS) is None


def test_a_flash_edition_is_opened_by_its_own_name_only() -> None:
    flash = Edition(4, "2026-01", "2026-01", date(2026, 1, 31), "", kind="flash")
    known = (*EDITIONS, flash)

    def opened(**asked: str) -> str:
        found = choose({"plan": OTHER.id, **asked}, (PLAN, OTHER), lambda plan: known, OPTIONS)
        assert found is not None
        return found.edition.label

    assert (opened(), opened(edition="2026-01")) == ("2025Q4", "2026-01")
