"""The data API against its own description: whatever is asked, the answer is one that was promised (schemathesis)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import schemathesis
from hypothesis import HealthCheck, given
from hypothesis import settings as fuzzing
from hypothesis.strategies import DataObject, data, sampled_from
from schemathesis import GenerationMode

from dashboard.api import api
from tests.conftest import Demo

REAL = {"edition": "2024Q2", "indicator": "ip_transfers", "ledger": "funds"}  # hardly any guess is one that exists
SCHEMA = schemathesis.openapi.from_dict(api.openapi())
SCHEMA.app = api
CALLS = {found.ok().path: found.ok() for found in SCHEMA.get_all_operations()}
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


def hold(path: str, examples: int) -> None:
    """Ask a call so many questions, good and bad ones, half of them about what exists."""
    call = CALLS[path]
    real = {one["name"]: REAL[one["name"]] for one in call.definition.raw["parameters"] if one["name"] in REAL}
    kinds = [call.as_strategy(mode) for mode in MODES] + [call.as_strategy(query=real)]

    @fuzzing(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(drawn=data(), kind=sampled_from(kinds))
    def asked(drawn: DataObject, kind: object) -> None:
        drawn.draw(kind).call_and_validate()  # type: ignore[arg-type]

    asked()


@pytest.mark.parametrize("path", CALLS)
def test_every_answer_is_as_described(path: str, configured: Callable[[str], None], demo: Demo) -> None:
    configured(demo.url)
    hold(path, 8)


@pytest.mark.large
@pytest.mark.parametrize("path", CALLS)
def test_every_answer_is_as_described_to_many_questions(
    path: str, configured: Callable[[str], None], demo: Demo
) -> None:
    configured(demo.url)
    hold(path, 300)


def test_every_call_is_described() -> None:
    promised = ("editions", "targets", "verdicts", "outlooks", "observations", "ledger", "tasks")
    assert {f"/v1/{name}" for name in promised} < set(CALLS)
    assert all(call.method == "get" for call in CALLS.values())
