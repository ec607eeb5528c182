"""The plan of the demo and the workbooks that were written for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.plan import load_catalogue
from dashboard.plan.models import Catalogue
from tests.conftest import Demo

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue of the plan that the demo tells about."""
    return load_catalogue(ROOT / "data" / "plan" / "xinyang-2022")


@pytest.fixture(scope="session")
def workbooks(demo: Demo) -> Path:
    """The folder of every demo workbook, to be read only."""
    return demo.folder
