"""A status set by hand: beside the computed one, kept over loads, gone when it expires or is taken back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dashboard.attainment import Override
from dashboard.intake import load
from dashboard.publishing import overriding, publish
from dashboard.reporting import Database
from dashboard.wording import Refused
from tests.unit.publishing.lakeside import LAKESIDE, write

PLAN, TARGET = LAKESIDE.plan.id, "t_firms"
MADE = Override("behind", "甲", "核查后认为数据有误", "湖〔2023〕2号", date(2023, 2, 1), date(2023, 6, 30))


def told(database: Database, edition: int) -> tuple[str, dict[str, str] | None]:
    """Return the computed status of the target and what stands beside it."""
    row = next(row for row in database.rows("verdicts", plan=PLAN, edition=edition)
               if (row["target"], row["is_default"]) == (TARGET, 1))  # fmt: skip
    return str(row["status"]), json.loads(str(row["details"]))["override"]


def next_quarter(database: Database, folder: Path, quarter: str, through: str) -> int:
    files = [file for file in write(LAKESIDE, folder, quarter) if file.parent.name == quarter]
    assert {found.outcome for found in load(database, {PLAN: LAKESIDE}, files)} == {"loaded"}
    return publish(database, LAKESIDE, through=through, publisher="试验").number


def test_it_stands_beside_the_computed_status_survives_loads_and_expires(copied: Database, tmp_path: Path) -> None:
    before = told(copied, 5)
    overriding.set_override(copied, LAKESIDE, TARGET, MADE)
    first = next_quarter(copied, tmp_path, "2023Q1", "2023-03")  # loaded after it was set
    status, made = told(copied, first)
    assert made is not None and status != "behind"
    assert (made["status"], made["author"], made["doc_no"], made["expires_on"]) == (
        "behind", "甲", "湖〔2023〕2号", "2023-06-30",
    )  # fmt: skip
    assert told(copied, next_quarter(copied, tmp_path, "2023Q2", "2023-06"))[1] is not None  # its last day
    assert told(copied, next_quarter(copied, tmp_path, "2023Q3", "2023-09"))[1] is None  # expired
    assert told(copied, 5) == before  # what was published stays


def test_it_changes_the_inputs_so_that_a_correction_may_bring_it(copied: Database) -> None:
    asked = {"through": "2022-12", "correct": "2022Q4", "reason": "认定", "doc_no": "湖〔2023〕2号"}
    with pytest.raises(Refused) as refusal:
        publish(copied, LAKESIDE, **asked)  # type: ignore[arg-type]
    assert refusal.value.key == "publish.unchanged"
    overriding.set_override(copied, LAKESIDE, TARGET, MADE)
    corrected = publish(copied, LAKESIDE, **asked)  # type: ignore[arg-type]
    assert told(copied, corrected.number)[1] is not None and told(copied, 5)[1] is None


def test_it_can_be_taken_back_and_every_step_is_logged(copied: Database, tmp_path: Path) -> None:
    overriding.set_override(copied, LAKESIDE, TARGET, MADE)
    overriding.set_override(copied, LAKESIDE, TARGET, replace(MADE, status="slightly_behind", reason="复核"))
    overriding.withdraw_override(copied, LAKESIDE, TARGET, "乙", "误设")
    assert told(copied, next_quarter(copied, tmp_path, "2023Q1", "2023-03"))[1] is None
    with copied.engine.connect() as connection:
        log = connection.exec_driver_sql("select actor, action, object from audit_log order by id").fetchall()
    steps = [tuple(row) for row in log if "override" in row[1]]
    assert steps == [("甲", "override", TARGET)] * 2 + [("乙", "override_withdrawn", TARGET)]


@pytest.mark.parametrize(
    ("target", "changes", "key"),
    [
        ("t_nothing", {}, "publish.no_target"), (TARGET, {"status": "good"}, "publish.no_status"),
        (TARGET, {"author": " "}, "publish.override_needs"), (TARGET, {"reason": ""}, "publish.override_needs"),
        (TARGET, {"doc_no": ""}, "publish.override_needs"),
        (TARGET, {"expires_on": date(2023, 1, 31)}, "publish.override_expired"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_with_one_sentence(
    copied: Database, target: str, changes: dict[str, object], key: str
) -> None:
    with pytest.raises(Refused) as refusal:
        overriding.set_override(copied, LAKESIDE, target, replace(MADE, **changes))  # type: ignore[arg-type]
    assert refusal.value.key == key
    assert all("{" not in refusal.value.sentence(lang) for lang in ("zh", "en"))
    assert copied.rows("overrides_as_of", plan=PLAN, edition=99) == []


def test_there_must_be_one_to_take_back_and_a_day_must_be_one(copied: Database) -> None:
    with pytest.raises(Refused) as refusal:
        overriding.withdraw_override(copied, LAKESIDE, TARGET, "乙", "误设")
    assert refusal.value.key == "publish.no_override"
    with pytest.raises(Refused) as refusal:
        overriding.made("behind", "甲", "由", "1号", date(2023, 2, 1), "明年")
    assert refusal.value.key == "publish.not_a_day"
