"""Who sees which supervision slips on the tasks page: a reporter the own unit's alone, a reader of all units all."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.conftest import Demo
from tests.pages.conftest import markup, release, visit
from tests.pages.sending import answers

OWN, NONE = "zone-z03", "scjg-411502"
SLIP = re.compile(r"信知督〔\d{4}〕\d+号")


def test_a_reporter_sees_the_slips_of_the_own_unit_only(
    demo: Demo, configured: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def shown(role: str, unit: str = "") -> set[str]:
        monkeypatch.setenv("DASHBOARD_ROLE", role)
        monkeypatch.setenv("DASHBOARD_UNIT", unit)
        release()
        return set(SLIP.findall(markup(visit("tasks", edition="2025Q3", lang="zh"))))

    configured(demo.url)
    every, own = shown("publisher"), shown("reporter", OWN)
    units = dict(answers(demo.database, "select label, unit from slip"))
    assert len({units[slip] for slip in every}) > 1
    assert own == {slip for slip in every if units[slip] == OWN} != set()
    assert shown("reporter", NONE) == set()
    assert shown("reviewer") == every
