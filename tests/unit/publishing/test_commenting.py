"""What the office writes about a target: frozen with the edition, replaced only in later ones, every step logged."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from dashboard.publishing import publish
from dashboard.publishing.commenting import Comment, comment, take_back
from dashboard.reporting import Database
from dashboard.wording import Refused
from tests.unit.publishing.lakeside import LAKESIDE

PLAN = LAKESIDE.plan.id
NOTE = Comment("t_firms", "2022Q4", "甲", "数量偏少", "备案较晚", "逐家辅导")
DAY = date(2023, 1, 12)
CORRECTION = {"through": "2022-12", "correct": "2022Q4", "reason": "补充情况说明", "doc_no": "湖〔2023〕2号"}


def told(database: Database, edition: int, last: str = "2022Q4") -> list[tuple[str, str, dict[str, str]]]:
    rows = database.rows("commentary_as_of", plan=PLAN, edition=edition, last=last)
    return [(str(row["period"]), str(row["author"]), json.loads(str(row["content"]))) for row in rows]


def test_publishing_freezes_it_and_a_later_text_stands_beside_it(copied: Database) -> None:
    with pytest.raises(Refused) as refusal:
        publish(copied, LAKESIDE, **CORRECTION)  # type: ignore[arg-type]
    assert refusal.value.key == "publish.unchanged"
    comment(copied, LAKESIDE, NOTE, DAY, correct=True)
    first = publish(copied, LAKESIDE, **CORRECTION)  # type: ignore[arg-type]
    comment(copied, LAKESIDE, replace(NOTE, author="乙", problem="数量仍偏少", cause=""), DAY, correct=True)
    second = publish(copied, LAKESIDE, **CORRECTION)  # type: ignore[arg-type]
    assert told(copied, 5) == []
    assert told(copied, first.number) == [
        ("2022Q4", "甲", {"problem": "数量偏少", "cause": "备案较晚", "next_step": "逐家辅导"})
    ]
    assert told(copied, second.number)[0][1:] == ("乙", {"problem": "数量仍偏少", "cause": "", "next_step": "逐家辅导"})
    assert first.input_hash != second.input_hash and first.result_hash == second.result_hash
    assert told(copied, second.number, last="2022Q3") == []  # a text of a later quarter is not part of an edition


def test_what_is_published_is_locked_until_it_is_corrected(copied: Database) -> None:
    for act in (lambda: comment(copied, LAKESIDE, NOTE, DAY),
                lambda: take_back(copied, LAKESIDE, NOTE.target, NOTE.period, "甲")):  # fmt: skip
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.key == "publish.comment_locked" and refusal.value.fields["label"] == "2022Q4"
    assert told(copied, 99) == []
    assert comment(copied, LAKESIDE, replace(NOTE, period="2023Q1"), DAY) == 6  # the next one is open


def test_every_writing_is_logged_with_its_author_and_what_was_said_before(copied: Database) -> None:
    note = replace(NOTE, period="2023Q1")
    comment(copied, LAKESIDE, replace(note, author=" 甲 "), DAY)
    comment(copied, LAKESIDE, replace(note, author="乙", cause="产能不足"), DAY, "乙 (yi)")
    take_back(copied, LAKESIDE, note.target, note.period, "丙")
    with pytest.raises(Refused, match="没有情况说明"):
        take_back(copied, LAKESIDE, note.target, note.period, "丙")
    with copied.engine.connect() as connection:
        log = connection.exec_driver_sql("select actor, action, object, detail from audit_log order by id").fetchall()
    steps = [tuple(row) for row in log if row[1].startswith("comment")]
    assert [step[:2] for step in steps] == [("甲", "comment"), ("乙 (yi)", "comment"), ("丙", "comment_taken_back")]
    assert {step[2] for step in steps} == {"t_firms/2023Q1"}
    before = [json.loads(step[3]).get("before") for step in steps]
    said = {"problem": "数量偏少", "cause": "备案较晚", "next_step": "逐家辅导"}
    assert before == [None, {"author": "甲", **said}, {"author": "乙", **said, "cause": "产能不足"}]
    assert told(copied, 99, "2023Q1") == []


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"target": "t_nothing"}, "publish.no_target"), ({"author": " "}, "publish.comment_needs"),
        ({"problem": "　"}, "publish.comment_needs"), ({"period": "2022"}, "publish.comment_period"),
        ({"period": "2022-12"}, "publish.comment_period"), ({"period": "明年"}, "publish.comment_period"),
        ({"period": "2099Q1"}, "publish.comment_period"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_with_one_sentence(copied: Database, changes: dict[str, str], key: str) -> None:
    with pytest.raises(Refused) as refusal:
        comment(copied, LAKESIDE, replace(NOTE, **changes), DAY)
    assert refusal.value.key == key
    assert all("{" not in refusal.value.sentence(lang) for lang in ("zh", "en"))
    assert told(copied, 99, "2099Q4") == []
