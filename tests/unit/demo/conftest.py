"""The demo workbooks, written once for the tests of this room, and read back without the product."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.demo import write
from dashboard.plan import load_catalogue
from dashboard.plan.models import Catalogue
from tests.recompute import recompute

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue of the plan that the demo tells about."""
    return load_catalogue(ROOT / "data" / "plan" / "xinyang-2022")


@pytest.fixture(scope="session")
def workbooks(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of every demo workbook."""
    folder = tmp_path_factory.mktemp("demo")
    write(catalogue, folder)
    return folder


@pytest.fixture(scope="session")
def books(workbooks: Path) -> list[recompute.Book]:
    """Every workbook as read by the independent recomputation."""
    return recompute.read_all(workbooks)
