"""On the page of sending: a held row that is right is confirmed with a reason, counts, and is published."""

from __future__ import annotations

import html
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from streamlit.testing.v1 import AppTest

from dashboard.plan import load_catalogue
from dashboard.publishing import publish
from dashboard.reporting import Database, in_force
from tests.conftest import ROOT, Demo
from tests.pages.conftest import markup, visit
from tests.pages.sending import FLOWS, UNIT, answers, edited, flows, red, workbook
from tests.pages.test_intake import Open, last_act, notices, press, upload, work

__all__ = ["work"]  # a fixture


def links(seen: AppTest) -> list[dict[str, list[str]]]:
    """Return what the links that confirm a row ask for."""
    found = re.findall(r'href="([^"]*[?&;]confirm=[^"]*)"', markup(seen))
    return [parse_qs(urlsplit(html.unescape(address)).query) for address in found]


def sent(work: Open, demo: Demo) -> AppTest:
    """Send a workbook with one row in red, one in red that nobody can read, and one that is wrong."""
    spoiled = red(edited(workbook(demo), C5=77, C6="约20", C7=-3), "C5", "C6")
    return press(upload(work(), spoiled), "确认报送")


def say(seen: AppTest, reason: str) -> AppTest:
    next(field for field in seen.text_input if field.label == "确认理由").set_value(reason)
    return press(seen, "确认无误")


def test_a_held_row_is_confirmed_counted_and_published(work: Open, demo_copy: Demo, tmp_path: Path) -> None:
    seen = sent(work, demo_copy)
    assert [asked["confirm"] for asked in links(seen)] == [[f"5:{FLOWS}"]]
    before = flows(demo_copy.database)
    assert 77 not in before.values()
    seen = visit("intake", **{key: values[0] for key, values in links(seen)[0].items()})
    assert notices(say(seen, " ")) == ["请填写理由。"] and flows(demo_copy.database) == before
    seen = say(seen, "已核对备案表")
    assert "第5行已确认无误并计入" in notices(seen)[0] and "confirm" not in seen.query_params
    assert flows(demo_copy.database) == {**before, "2026-07 licence": 77}
    assert "已确认的行" in markup(seen) and "已核对备案表" in markup(seen) and links(seen) == []
    (act,) = answers(demo_copy.database, "select object, detail from audit_log where action = 'confirm'")
    assert UNIT in str(act[0]) and "已核对备案表" in str(act[1])
    database = Database(demo_copy.url)
    plan = in_force(database, load_catalogue(ROOT / "data" / "plan" / "xinyang-2022"))
    edition = publish(database, plan, "2026-09", incomplete=True, reason="试验", correct="2026Q3", doc_no="1号")
    database.close()
    rows = answers(demo_copy.database, "select value from observation where sender = ? and period = '2026-07' and "
                   "breakdown = 'licence' and from_edition <= ? and (to_edition is null or to_edition > ?)",
                   UNIT, edition.number, edition.number)  # fmt: skip
    assert rows == [(77,)]


def test_a_reporter_confirms_its_own_rows_and_english_readers_understand(work: Open, demo_copy: Demo) -> None:
    sent(work, demo_copy)
    seen = work("reporter", UNIT, confirm=f"5:{FLOWS}", lang="en")
    assert not seen.exception and "Right as it is" in markup(seen)
    next(field for field in seen.text_input if field.label == "Reason for confirming").set_value("checked")
    seen = press(seen, "It is right")
    assert "is confirmed and counts" in notices(seen)[0] and last_act(demo_copy.database)[0] == "load"
    assert flows(demo_copy.database)["2026-07 licence"] == 77


def test_a_row_that_cannot_be_read_was_sent_back_or_is_not_asked_about_has_no_such_button(
    work: Open, demo_copy: Demo
) -> None:
    sent(work, demo_copy)
    for place in (f"6:{FLOWS}", f"7:{FLOWS}", f"4:{FLOWS}", "5:别的表"):
        seen = visit("intake", unit=UNIT, confirm=place)
        assert not seen.exception and "确认无误" not in [button.label for button in seen.button]
