"""A corpus of workbooks with a known truth: nothing wrong gets in silently, nothing right is lost."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from dashboard.plan.loader import load_catalogues
from dashboard.plan.models import Catalogue
from dashboard.reporting import Database, init
from tests.conftest import ROOT
from tests.corpus.book import make
from tests.corpus.facts import PLAN
from tests.corpus.judging import Figures, judge


@pytest.fixture(scope="module")
def catalogues() -> Mapping[str, Catalogue]:
    """The plan of the city."""
    return {PLAN: load_catalogues(ROOT / "data" / "plan")[PLAN]}


@pytest.fixture(scope="module")
def empty(catalogues: Mapping[str, Catalogue], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the plan and nothing else."""
    file = tmp_path_factory.mktemp("corpus") / "empty.db"
    database = Database(f"sqlite:///{file}")
    init(database, catalogues)
    database.close()
    return file


def run(seeds: range, folder: Path, empty: Path, catalogues: Mapping[str, Catalogue]) -> Figures:
    """Judge the workbooks of some seeds."""
    figures = Figures()
    for seed in seeds:
        book = make(seed, folder)
        judge(book, empty, catalogues, figures)
        book.path.unlink()
    print(figures.table())
    return figures


def check(figures: Figures) -> None:
    """Hold the figures against what is promised."""
    silent = {code for (code, what), count in figures.met.items() if what == "silent" and count}
    assert not silent, figures.table()
    assert figures.total("altered") == figures.total("leaked") == 0, figures.table()
    assert figures.share("cells right", "cells") >= 0.99, figures.table()
    assert figures.share("clean held", "clean") <= 0.02, figures.table()


def test_sixty_workbooks(tmp_path: Path, empty: Path, catalogues: Mapping[str, Catalogue]) -> None:
    figures = run(range(60), tmp_path, empty, catalogues)
    check(figures)
    assert all(figures.met[code, "bad"] for code in ("D03", "D03 wrong", "D09", "D10", "D24"))
    assert {"own xls taken", "shared taken", "running taken"} <= set(figures.files)


@pytest.mark.large
def test_a_thousand_workbooks(tmp_path: Path, empty: Path, catalogues: Mapping[str, Catalogue]) -> None:
    check(run(range(1000), tmp_path, empty, catalogues))


def test_a_seed_gives_one_workbook_only(tmp_path: Path) -> None:
    first, again = (make(7, tmp_path) for _ in range(2))
    assert first.truths == again.truths and first.truths
