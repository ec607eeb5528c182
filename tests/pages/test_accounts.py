"""The publisher's desk of accounts and tokens, worked as a publisher would; others do not see it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.access import logins, tokens
from dashboard.reporting import Database
from tests.conftest import Demo
from tests.pages.conftest import markup, visit
from tests.unit.access.test_admission import came

UNIT = "scjg-411502"


@pytest.fixture
def database(demo_copy: Demo, configured: Callable[..., None]) -> Database:
    """The database that the page works on."""
    configured(demo_copy.url)
    return Database(demo_copy.url)


def press(seen: AppTest, words: str) -> AppTest:
    next(button for button in seen.button if button.label == words).click()
    return seen.run()


def form(seen: AppTest, *kept: str) -> list[object]:
    """Return the fields of the page by their labels, in their order."""
    fields = [*seen.text_input, *seen.selectbox]
    return [next(field for field in fields if field.label == label) for label in kept]


def acts(database: Database) -> list[tuple[str, str, dict[str, object]]]:
    rows = database.rows("audit_last", limit=9)
    told = [(str(row["action"]), str(row["object"]), json.loads(str(row["detail"]))) for row in rows]
    return [one for one in told if one[0] in ("account", "account_end", "token", "token_end", "revoke")]


def test_an_account_is_given_and_ended_and_its_logins_with_it(database: Database) -> None:
    seen = visit("audit", lang="zh")
    for field, text in zip(form(seen, "账号", "姓名"), ("wang", "王某"), strict=True):
        field.set_value(text)  # type: ignore[attr-defined]
    seen.selectbox[0].set_value("reporter")
    refused = press(seen, "登记")
    assert "报送人员必须写明单位" in markup(refused) and database.rows("accounts") == []
    refused.text_input[0].set_value("wang")
    refused.selectbox[0].set_value("reporter")
    refused.selectbox[1].set_value(UNIT)
    done = press(refused, "登记")
    assert "已登记王某为报送人员" in markup(done)
    (row,) = database.rows("accounts")
    assert (row["subject"], row["role"], row["unit"], row["plan"]) == ("wang", "reporter", UNIT, "xinyang-2022")
    end = next(box for box in done.selectbox if box.options == ["wang"])
    end.set_value("wang")
    ended = press(done, "停用并结束登录")
    assert "已停用wang的1项授权" in markup(ended) and not ended.exception
    told = {action: detail for action, _, detail in acts(database)}
    assert told["account"]["before"] == [] and told["account"]["after"]["unit"] == UNIT  # type: ignore[index]
    assert told["account_end"]["after"][0]["valid_to"] < "2026-11-23" and "revoke" in told  # type: ignore[index]
    with database.snapshot() as reader, pytest.raises(logins.Denied):
        logins.require_valid(reader, came("wang"))


def test_a_token_is_shown_once_and_ended(database: Database) -> None:
    seen = visit("audit", lang="zh")
    form(seen, "令牌名称")[0].set_value("wall")  # type: ignore[attr-defined]
    made = press(seen, "发放")
    told = made.code[0].value
    assert told.startswith(tokens.MARK) and not visit("audit", lang="zh").code
    assert told not in database.query("audit_last", limit=9).to_string()
    next(box for box in made.selectbox if box.options == ["wall"]).set_value("wall")
    ended = press(made, "停用")
    assert "令牌“wall”已停用" in markup(ended)
    assert [action for action, _, _ in acts(database)] == ["token_end", "token"]


def test_nobody_else_sees_the_desk(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_ROLE", "auditor")
    seen = visit("audit", lang="en")
    assert not seen.text_input and not seen.selectbox and "records" in markup(seen)
