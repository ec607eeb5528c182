"""The server's own pure parts: the security policy."""

from __future__ import annotations

import pytest

from dashboard.server import policy


def test_the_policy_names_the_web_socket_of_its_own_host() -> None:
    found = policy("kiosk.example:8501")
    assert "connect-src 'self' data: ws://kiosk.example:8501 wss://kiosk.example:8501;" in found
    assert policy("[::1]:8501").count("[::1]:8501") == 2


@pytest.mark.parametrize("host", ["", "evil; script-src *", "a b", "x\r\ny", "*", "host/path"])
def test_a_host_cannot_widen_the_policy(host: str) -> None:
    assert "connect-src 'self' data:;" in policy(host)
