"""The weights of the draft evaluation: a file of its own, refused when it is wrong, part of no plan."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dashboard.plan import load_catalogue
from dashboard.plan.appraisal import FILE, appraisal
from dashboard.plan.refusing import Invalid
from tests.conftest import ROOT

SHIPPED = ROOT / "data" / "plan" / "xinyang-2022"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped plan."""
    shutil.copytree(SHIPPED, tmp_path / "plan")
    return tmp_path / "plan"


def test_the_shipped_weights_sum_to_a_hundred_and_say_that_nobody_confirmed_them() -> None:
    found = appraisal(SHIPPED.parent, "xinyang-2022")
    assert found is not None and sum(one.weight for one in found.criteria) == 100 and not found.confirmed
    assert appraisal(SHIPPED.parent, "another") is None


def test_the_plan_is_the_same_with_and_without_them(folder: Path) -> None:
    before = load_catalogue(folder)
    (folder / FILE).unlink()
    assert load_catalogue(folder).hash == before.hash and appraisal(folder.parent, "xinyang-2022") is None


@pytest.mark.parametrize(("old", "new", "reason"), [
    ("weight: 50", "weight: 55", "weights"), ("id: measures", "id: targets", "duplicate"),
    ("id: reports", "id: speed", "choice"), ("partner: 0.5", "partner: 1.5", "range"),
    ("owner: 1, ", "", "missing"), ("span: year", "span: month", "choice"), ("  span:", "  rank:", "unknown_key"),
    ("appraisal:", "weights:", "unknown_key"),
])  # fmt: skip
def test_wrong_weights_are_refused_with_the_plan(folder: Path, old: str, new: str, reason: str) -> None:
    text = (folder / FILE).read_text("utf-8")
    assert old in text
    (folder / FILE).write_text(text.replace(old, new), "utf-8")
    with pytest.raises(Invalid) as refusal:
        load_catalogue(folder)
    assert refusal.value.fields["reason"] == reason and FILE in refusal.value.sentence("zh")
