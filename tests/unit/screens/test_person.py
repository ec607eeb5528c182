"""Who looks, as long as nobody logs in: what the settings say, else what the way to the page allows."""

from __future__ import annotations

import pytest

from dashboard.access import Person
from dashboard.screens.person import person
from dashboard.settings import Role, Settings

HERE = {"Host": "127.0.0.1:8501"}


def options(**chosen: str) -> Settings:
    return Settings(_env_file=None, **chosen)  # type: ignore[call-arg, arg-type]


@pytest.mark.parametrize(
    ("chosen", "headers", "role"),
    [
        ({}, HERE, "publisher"),
        ({}, {"host": "localhost:9"}, "publisher"),
        ({}, {"host": "[::1]:8501"}, "publisher"),
        ({}, {"host": "ip.xinyang.example"}, "analyst"),  # a proxy in front
        ({}, {**HERE, "X-Forwarded-For": "10.0.0.7"}, "analyst"),  # one that changes the host
        ({"host": "0.0.0.0"}, HERE, "analyst"),
        ({"host": "0.0.0.0", "role": "publisher"}, {}, "publisher"),
        ({"role": "viewer"}, HERE, "viewer"),
        ({"role": "reporter", "unit": "bureau-a"}, HERE, "reporter"),
    ],
)
def test_the_role(chosen: dict[str, str], headers: dict[str, str], role: Role) -> None:
    assert person(options(**chosen), headers).role == role


def test_whose_workbooks_a_role_reaches() -> None:
    reporter, publisher = Person("甲", "reporter", "bureau-a"), Person("市局", "publisher")
    reader = Person("", "viewer")
    assert (reporter.scope("bureau-b"), publisher.scope("bureau-b"), reader.scope("bureau-b")) == (
        "bureau-a", "bureau-b", "",
    )  # fmt: skip
    assert [who.may_send_for("bureau-b") for who in (reporter, publisher, reader)] == [False, True, False]
    assert not Person("甲", "reporter").sends  # of no unit


def test_a_unit_in_the_settings_is_a_reporters_only() -> None:
    assert person(options(role="publisher", unit="bureau-a"), HERE).unit == ""
