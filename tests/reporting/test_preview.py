"""A preview says what loading does to values and verdicts, and leaves the database as it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from dashboard.intake import load
from dashboard.publishing import publish
from dashboard.publishing.edition import build
from dashboard.publishing.facts import gather
from dashboard.publishing.preview import Preview, preview, previews
from dashboard.reporting import Database, init
from dashboard.wording import Refused
from tests.content import content
from tests.reporting.conftest import ENGINES
from tests.unit.intake.drafting import Draft
from tests.unit.publishing.lakeside import BASE, LAKESIDE, drafts, write

PLANS = {LAKESIDE.plan.id: LAKESIDE}
TODAY = date(2023, 1, 9)


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The workbooks of the base period and one year."""
    return write(LAKESIDE, tmp_path_factory.mktemp("lakeside"), "2022Q4")


@pytest.fixture(params=ENGINES, scope="module")
def kept(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, sent: list[Path]
) -> Iterator[Database]:
    """The working edition of that year, once per engine; no test may change it."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('kept') / 'reporting.db'}"
    else:
        url = request.getfixturevalue(request.param).create()
    found = Database(url)
    init(found, PLANS)
    load(found, PLANS, sent)
    yield found
    found.close()


@pytest.fixture
def changing(engine_url: str, sent: list[Path]) -> Iterator[Database]:
    """The same, to be changed."""
    found = Database(engine_url)
    init(found, PLANS)
    load(found, PLANS, sent)
    yield found
    found.close()


def corrected(path: Path, quarter: str = "2022Q4", sender: str = "east") -> tuple[Draft, Path]:
    """Return a unit's workbook of a quarter with another day on its cover, to be spoilt, and where to save it."""
    draft = next(found for found in drafts(LAKESIDE, quarter) if found.sender == sender)
    draft.cover["填报日期"] = date(2023, 1, 8)
    return draft, path / "correction.xlsx"


def verdicts(database: Database) -> dict[tuple[str, str], tuple[object, ...]]:
    """Return status and level by target and reading, judged from what is stored."""
    with database.transaction() as tx:
        facts = gather(tx, LAKESIDE, tx.working_edition(LAKESIDE.plan.id), "2022-12")
    return {(v.target, v.reading): (v.status, v.level) for v, _ in build(facts).verdicts}


def told(found: Preview) -> set[tuple[str, str, str, str]]:
    return {(item.kind, item.title, item.old, item.new) for item in found.differences}


def test_values_and_verdicts_before_and_after(changing: Database, tmp_path: Path) -> None:
    draft, file = corrected(tmp_path)
    rows = draft.sheets["专利运用"]
    rows[3][2], removed = 900, rows.pop(4)
    draft.save(file)
    untouched, before = content(changing), verdicts(changing)
    found = preview(changing, PLANS, file, TODAY)
    assert content(changing) == untouched
    assert told(found) == {("changed", "东县 2022-10 转让", "29", "900"), ("withdrawn", "东县 2022-10 许可", "5", "")}
    assert removed[1] == "许可"
    load(changing, PLANS, [file])
    after = verdicts(changing)
    changed = {key: (*before[key], *after[key]) for key in before if before[key] != after[key]}
    said = {
        (e.target, e.reading): (e.status_before, e.level_before, e.status_after, e.level_after) for e in found.effects
    }
    assert said == changed
    assert ("t_transfers", "default") in changed
    assert {e.through for e in found.effects} == {"2022-12"}


def test_an_entry_is_told_in_the_words_of_its_table(kept: Database, tmp_path: Path) -> None:
    draft, file = corrected(tmp_path)
    deal = draft.sheets["质押台账"][3]
    deal[6], deal[10] = Decimal("700.5"), "否"
    draft.save(file)
    found = preview(kept, PLANS, file, TODAY)
    shown = {item.column: (item.old, item.new) for item in found.differences}
    assert shown == {"登记金额（万元）": ("680", "700.5"), "白名单": ("是", "否")}
    assert {item.subject for item in found.differences} == {"pledge"}
    assert all("Y202210east" in item.title for item in found.differences)


def test_a_question_is_previewed_as_the_short_sum_it_makes(kept: Database, tmp_path: Path) -> None:
    draft, file = corrected(tmp_path)
    draft.sheets["专利运用"][3][2] = "约900"
    found = preview(kept, PLANS, draft.save(file), TODAY)
    assert found.differences == ()
    assert found.result.rows.held == 1
    effect = next(e for e in found.effects if e.target == "t_transfers" and e.default)
    assert effect.status_after == "awaited"
    assert "→待报" in effect.sentence(LAKESIDE, "zh")


def test_an_earlier_quarter_is_judged_up_to_the_newest_edition(changing: Database, tmp_path: Path) -> None:
    publish(changing, LAKESIDE, "2022-12", incomplete=True, reason="试")
    draft, file = corrected(tmp_path, "2022Q1")
    draft.sheets["专利运用"][3][2] = 900
    found = preview(changing, PLANS, draft.save(file), TODAY)
    assert {e.through for e in found.effects} == {"2022-12"}


def test_the_same_again_changes_nothing(kept: Database, sent: list[Path]) -> None:
    found = previews(kept, PLANS, sent[-2:], TODAY)
    assert [result.outcome for result in found.results] == ["unchanged", "unchanged"]
    assert (found.differences, found.effects) == ((), ())


def test_a_refused_workbook_has_no_preview(kept: Database, tmp_path: Path) -> None:
    draft, file = corrected(tmp_path)
    draft.cover["报送单位代码"] = "nobody"
    with pytest.raises(Refused, match="nobody"):
        preview(kept, PLANS, draft.save(file), TODAY)


def test_a_new_database_can_be_previewed(tmp_path: Path) -> None:
    empty = Database(f"sqlite:///{tmp_path / 'empty.db'}")
    init(empty, PLANS)
    draft = next(iter(drafts(LAKESIDE, BASE)))
    found = preview(empty, PLANS, draft.save(tmp_path / "a.xlsx"), TODAY)
    assert found.result.outcome == "loaded"
    assert {item.kind for item in found.differences} == {"added"}
    empty.close()
