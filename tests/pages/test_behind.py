"""What publishers are told above a page: a clock that is behind, a database for reading that is behind."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Demo
from tests.pages.conftest import markup, release, visit

FURTHER = """insert into edition select null, plan, number + 1, '2026Q4', through, cut_off, kind, revision, corrects,
incomplete, reason, doc_no, publisher, '2026-10-09T00:00:00+00:00', catalogue_hash, rule_set, data_kind,
input_hash, result_hash from edition order by number desc limit 1"""
LOADED = "update submission set received_at = '2998-01-01T00:00:00+00:00' where id = 1"
AHEAD = "update audit_log set at = '2999-01-01T00:00:00+00:00' where id = (select max(id) from audit_log)"


def harm(file: Path, *statements: str) -> None:
    with sqlite3.connect(file) as opened:
        for statement in statements:
            opened.execute(statement)
    opened.close()


@pytest.mark.parametrize(
    ("harms", "role", "said"),
    [
        ((FURTHER, AHEAD), "publisher",
         ("2026年四季度已经发布，但尚未同步", "最新报告期是2026年三季度", "本机时间早于")),
        pytest.param((FURTHER, AHEAD), "viewer", ("2026年四季度已经发布，但尚未同步",), marks=pytest.mark.large),
        pytest.param((LOADED,), "publisher", ("2998-01-01 08:00 入库的报送表尚未同步",), marks=pytest.mark.large),
    ],
)
def test_what_is_behind_is_told(
    demo_copy: Demo, configured: Callable[..., None], monkeypatch: pytest.MonkeyPatch, harms: tuple[str, ...],
    role: str, said: tuple[str, ...],
) -> None:  # fmt: skip
    read = shutil.copy(demo_copy.database, demo_copy.database.with_name("replica.db"))
    harm(demo_copy.database, *harms)
    monkeypatch.setenv("DASHBOARD_DATABASE_READ_URL", f"sqlite:///{read}")
    monkeypatch.setenv("DASHBOARD_ROLE", role)
    configured(demo_copy.url)
    html = markup(visit("tasks"))
    assert [words for words in said if words not in html] == [], html[:2500]
    assert ("本机时间" in html) == ("本机时间早于" in said)
    assert "2026年三季度" in html and html.count('class="notice"') == len(said) - ("最新报告期是2026年三季度" in said)
    english = markup(visit("tasks", lang="en"))
    assert "has not reached the database that pages read" in english
    release()


def test_nothing_is_told_while_nothing_is_behind(look: Callable[..., object], monkeypatch: pytest.MonkeyPatch) -> None:
    assert "尚未同步" not in markup(look("tasks")) and "本机时间早于" not in markup(look("tasks"))  # type: ignore[arg-type]
