"""Evidence on the desk: a unit hands in for its own, the office verifies or returns, counts tell, nobody sees more."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import Demo
from tests.pages.conftest import markup, press, release, visit

PLAN = "xinyang-2022"
UNIT, OTHER = "scjg-411502", "scjg-411503"
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <<>> endobj\n%%EOF\n"
Act = Callable[[str], None]


@pytest.fixture
def desk(demo_copy: Demo, configured: Callable[[str], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Act:
    """Become somebody: a reporter by the unit's code, else a role."""
    monkeypatch.setenv("DASHBOARD_VAR_DIR", str(tmp_path / "var"))
    configured(demo_copy.url)

    def become(role: str, name: str = "李四") -> None:
        monkeypatch.setenv("DASHBOARD_ROLE", "reporter" if "-" in role else role)
        monkeypatch.setenv("DASHBOARD_UNIT", role if "-" in role else "")
        monkeypatch.setenv("DASHBOARD_PUBLISHER", name)
        release()

    return become


def opened(**query: str) -> AppTest:
    return visit("desk", part="evidence", **query)


def send(seen: AppTest, name: str, content: bytes, *words: str) -> str:
    """Hand in a file for the subjects whose labels hold some words."""
    seen.file_uploader[0].upload(name, content)
    seen.multiselect[0].set_value([one for one in seen.multiselect[0].options if any(word in one for word in words)])
    return markup(press(seen, "提交"))


def test_a_file_is_handed_in_returned_and_verified(desk: Act, demo_copy: Demo, tmp_path: Path) -> None:
    desk(UNIT)
    seen = opened()
    assert "浉河区" in markup(seen)
    print(seen.multiselect[0].options)
    told = send(seen, "../../etc/批复<b>.pdf", PDF, "知识产权")
    print(told[:3000])
    assert "已提交：批复&lt;b&gt;.pdf" in told
