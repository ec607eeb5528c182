"""What docs/api.md and docs/server.md promise is there: every call, every metric, every setting."""

from __future__ import annotations

import re

from dashboard import metering
from dashboard.api import api
from dashboard.settings import Settings
from tests.conftest import ROOT

API, SERVER = ((ROOT / "docs" / name).read_text("utf-8") for name in ("api.md", "server.md"))


def test_the_document_names_every_call_and_no_other() -> None:
    told = {re.sub(r"\.(csv|xlsx)$", ".{kind}", path) for path in re.findall(r"/api(/v1/[a-z.-]+[a-z])", API)}
    assert told == set(api.openapi()["paths"])


def test_examples_use_parameters_that_exist() -> None:
    known = {path: {p["name"] for p in call["get"]["parameters"]} for path, call in api.openapi()["paths"].items()}
    examples = re.findall(r"8501/api(/v1/[a-z-]+)\?([^']+)'", API)
    assert examples
    for path, query in examples:
        assert {pair.split("=")[0] for pair in query.split("&")} <= known[path], path


def test_metrics_and_settings_exist() -> None:
    made = {sample for family in metering.registry.collect() for sample in (family.name, f"{family.name}_total")}
    told = set(re.findall(r"`(dashboard_[a-z_]+)`", SERVER))
    assert len(told) >= 10 and told <= made
    known = {f"DASHBOARD_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"DASHBOARD_[A-Z_]+", SERVER)) <= known
