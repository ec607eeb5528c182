"""The page of sending as the app serves it: read first, taken when confirmed, and of one unit only."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.intake import load
from dashboard.plan import load_catalogues
from dashboard.reporting import Database
from dashboard.screens import downloads
from tests.conftest import ROOT, Demo
from tests.pages.conftest import Look, markup, press, visit
from tests.pages.sending import FLOWS, OTHER, PERIOD, UNIT, answers, dirty, edited, flows, stored, workbook
from tests.pages.test_tasks import CHINESE

Open = Callable[..., AppTest]
AS_SENT = {"2026-07 transfer": 3, "2026-07 licence": 0, "2026-07 open_licence": 0, "2026-08 transfer": 2}


@pytest.fixture
def work(
    demo_copy: Demo, configured: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Open:
    """Open the page on a database that may be changed, as the publisher or as somebody else."""

    def open_page(role: str = "", own: str = "", /, **query: str) -> AppTest:
        monkeypatch.setenv("DASHBOARD_VAR_DIR", str(tmp_path / "var"))
        monkeypatch.setenv("DASHBOARD_ROLE", role)
        monkeypatch.setenv("DASHBOARD_UNIT", own)
        configured(demo_copy.url)
        return visit("intake", **{"unit": UNIT, **query})

    return open_page


def upload(seen: AppTest, content: bytes, name: str = "息县.xlsx") -> AppTest:
    seen.file_uploader[0].upload(name, content)
    return seen.run()


def notices(seen: AppTest) -> list[str]:
    return re.findall(r'<p class="notice[^"]*" role="status"[^>]*>(.*?)</p>', markup(seen))


def outcomes(seen: AppTest) -> list[int]:
    found = re.search(r'<ul class="outcomes">(.*?)</ul>', markup(seen), re.S)
    return [int(number) for number in re.findall(r"<b>(\d+)</b>", found[1])] if found else []


def last_act(database: Path) -> tuple[object, ...]:
    return answers(database, "select action, object, detail from audit_log order by id desc limit 1")[0]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_headline_is_what_the_database_holds(look: Look, demo: Demo, lang: str) -> None:
    seen = look("intake", theme="dark" if lang == "en" else "light", lang=lang, unit=UNIT)
    html = markup(seen)
    owed, came = answers(demo.database, "select count(*), count(r.id) from expectation x left join receipt r "
                         "on r.sender = x.sender and r.subject = x.subject and r.period = x.period "
                         "and r.to_edition is null where x.sender = ? and x.period = ? and x.to_edition is null",
                         UNIT, PERIOD)[0]  # fmt: skip
    told = f"应报{owed}张，已报{came}张" if lang == "zh" else f"{came} of {owed} sheets"
    headline = next(iter(re.findall(r"<h1>(.*?)</h1>", html)))
    assert told in headline and "待核实" not in headline and "to be verified" not in headline  # nothing is
    assert not seen.exception and len(seen.get("plotly_chart")) == 0
    if lang == "en":
        bare = re.sub(r"<small>.*?</small>|<details>.*?</details>|<td>演示</td>", "", html, flags=re.S)
        assert not CHINESE.search(bare), CHINESE.search(bare)


def test_a_workbook_is_shown_first_and_taken_when_confirmed(work: Open, demo_copy: Demo, tmp_path: Path) -> None:
    before, sent = stored(demo_copy.database), dirty(demo_copy)
    seen = upload(work(), sent)
    html = markup(seen)
    assert sum(outcomes(seen)) == 13 and outcomes(seen)[1:] == [1, 1, 1]
    assert "第2版" in html and "约20" in html and re.search(r"<td>2</td><td>41</td>", html)
    assert stored(demo_copy.database) == before and not (tmp_path / "var" / "originals").exists()
    seen = press(seen, "确认报送")
    assert "第2版" in notices(seen)[0] and "待核实1行" in markup(seen) and "已报9张" in markup(seen)
    assert flows(demo_copy.database).items() >= {**AS_SENT, "2026-07 transfer": 4, "2026-08 transfer": 41}.items()
    action, about, detail = last_act(demo_copy.database)
    assert (action, about) == ("load", f"xinyang-2022/{UNIT}/{PERIOD}")
    digest = hashlib.sha256(sent).hexdigest()
    assert digest in str(detail) and (tmp_path / "var" / "originals" / digest).read_bytes() == sent
    assert list((tmp_path / "var" / "drafts").iterdir()) == []  # nothing is left of what was only looked at


def test_the_reply_names_every_row_in_question(work: Open, demo_copy: Demo) -> None:
    press(upload(work(), dirty(demo_copy)), "确认报送")
    asked = {"lang": "zh", "unit": UNIT, "period": PERIOD, "version": "2"}
    found = downloads.handed("intake-reply", asked)
    assert found is not None
    page = openpyxl.load_workbook(BytesIO(found.content))[FLOWS]
    column = next(cell.column for cell in page[3] if cell.value == "问题说明")
    marked = {row: str(page.cell(row, column).value) for row in range(4, 13) if page.cell(row, column).value}
    assert [re.match(r"【(.+?)】", text)[1] for _, text in sorted(marked.items())] == ["自动规范", "待核实", "退回"]  # type: ignore[index]
    assert downloads.handed("intake-reply", {**asked, "version": "9"}) is None


def test_a_reporter_sees_and_sends_its_own_unit_only(work: Open, demo_copy: Demo) -> None:
    before = stored(demo_copy.database)
    seen = work("reporter", UNIT, unit=OTHER)
    assert "只能办理本单位的报送" in notices(seen)[0] and "浉河" not in markup(seen)
    for get, name in ((downloads.handed, "intake-template"), (downloads.written, "intake")):
        assert get(name, {"lang": "zh", "unit": OTHER}) is None
        assert get(name, {"lang": "zh", "unit": UNIT}) is not None
    seen = upload(seen, edited(workbook(demo_copy, OTHER), C4=9))
    assert f"报送单位是{OTHER}" in markup(seen) and outcomes(seen) == []
    assert [button.label for button in seen.button] == ["放弃"]
    assert stored(demo_copy.database) == before


def test_a_reader_may_not_send(work: Open) -> None:
    seen = work("viewer")
    assert "仅对报送单位和发布人员开放" in markup(seen) and not seen.file_uploader
    assert downloads.handed("intake-template", {"lang": "zh", "unit": UNIT}) is None
    assert "DASHBOARD_UNIT" in markup(work("reporter", "nobody"))


def test_a_form_adds_one_entry_and_leaves_the_rest(work: Open, demo_copy: Demo) -> None:
    before = flows(demo_copy.database)
    seen = work(sheet="navigation")
    by_label = {field.label: field for field in seen.text_input}
    by_label["项目编号 *"].set_value("XX2026-01")
    by_label["项目名称 *"].set_value("示例导航")
    next(field for field in seen.selectbox if field.label == "导航类别 *").set_value("产业规划")
    seen = press(seen, "预览")
    assert "XX2026-01" in markup(seen) and outcomes(seen)[1:] == [0, 0, 0]
    press(seen, "确认报送")
    rows = answers(demo_copy.database, "select title from ledger_entry where sender = ? and ledger = 'navigation' and "
                                       "to_edition is null", UNIT)  # fmt: skip
    assert ("示例导航",) in rows and flows(demo_copy.database) == before


def test_nothing_to_report_is_refused_where_rows_were_sent(work: Open) -> None:
    assert "本表零报告" in [button.label for button in work(sheet="centers").button]
    assert "本表零报告" not in [button.label for button in work(sheet="pledge").button]


def test_answering_one_row_leaves_the_others_in_question(work: Open, demo_copy: Demo) -> None:
    press(upload(work(), dirty(demo_copy)), "确认报送")
    seen = visit("intake", unit=UNIT, sheet="transfers", row="5")
    assert "“约20”不是确数" in markup(seen)
    next(field for field in seen.text_input if field.label == "数量（次） *").set_value("6")
    seen = press(seen, "预览")
    assert outcomes(seen)[2:] == [0, 1]
    press(seen, "确认报送")
    found = flows(demo_copy.database)
    assert found["2026-07 licence"] == 6 and found["2026-07 transfer"] == 4
    assert "退回1行" in markup(visit("intake", unit=UNIT))


def test_sending_back_takes_a_reason_and_stores_nothing_but_the_record(work: Open, demo_copy: Demo) -> None:
    before = stored(demo_copy.database)
    seen = press(upload(work(), dirty(demo_copy)), "退回")
    assert notices(seen) == ["请填写理由。"]
    next(field for field in seen.text_input if field.label == "退回理由").set_value("缺盖章件")
    seen = press(seen, "退回")
    assert "已退回" in notices(seen)[0] and outcomes(seen) == []
    assert stored(demo_copy.database) == (before[0], before[1], before[2] + 1)
    action, about, detail = last_act(demo_copy.database)
    assert action == "return" and str(about).endswith(f"{UNIT}/{PERIOD}") and "缺盖章件" in str(detail)


def test_withdrawing_takes_a_reason_and_is_on_record(work: Open, demo_copy: Demo) -> None:
    seen = press(work(period=PERIOD, withdraw=PERIOD), "确认撤回")
    assert notices(seen) == ["请填写理由。"]
    next(field for field in seen.text_input if field.label == "撤回理由").set_value("报错单位")
    seen = press(seen, "确认撤回")
    assert "已撤回" in notices(seen)[0] and "已报0张" in markup(seen)
    assert flows(demo_copy.database) == {} and last_act(demo_copy.database)[0] == "withdraw"
    seen = press(seen, "本期各表均无发生，全部零报告")
    assert "已报10张（其中零报告10张）" in markup(seen) and flows(demo_copy.database) == {}


def test_another_version_in_between_is_read_again_not_overwritten(work: Open, demo_copy: Demo, tmp_path: Path) -> None:
    seen = upload(work(), dirty(demo_copy))
    other = tmp_path / "other.xlsx"
    other.write_bytes(edited(workbook(demo_copy), C4=8))
    load(Database(demo_copy.url), load_catalogues(ROOT / "data" / "plan"), [other])
    seen = press(seen, "确认报送")
    assert "预览之后该报送期又有新的报送" in notices(seen)[0] and "第3版" in markup(seen)
    assert flows(demo_copy.database)["2026-07 transfer"] == 8
    press(seen, "确认报送")
    assert flows(demo_copy.database)["2026-07 transfer"] == 4


def test_several_clear_workbooks_are_taken_together_and_the_others_stay(work: Open, demo_copy: Demo) -> None:
    seen = work()
    clear = {f"{unit}.xlsx": edited(workbook(demo_copy, unit), C4=9) for unit in (UNIT, OTHER)}
    files = [*clear.items(), ("可疑.xlsx", edited(workbook(demo_copy, "scjg-411503"), C4="约9"))]
    seen.file_uploader[0].set_value([(name, content, "") for name, content in files])
    seen = press(seen.run(), "确认全部无问题的报送表（2个）")
    assert len(notices(seen)) == 2 and all("第2版" in sentence for sentence in notices(seen))
    assert re.findall(r"<h2>(.*?xlsx)</h2>", markup(seen)) == ["可疑.xlsx"]
    assert answers(demo_copy.database, "select sender from submission where version = 2 order by sender") == [
        (OTHER,), (UNIT,),
    ]  # fmt: skip


def test_a_full_disk_is_told(work: Open, demo_copy: Demo, tmp_path: Path) -> None:
    seen, before = work(), stored(demo_copy.database)
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "drafts").write_text("in the way")
    assert "文件无法暂存" in markup(upload(seen, dirty(demo_copy))) and stored(demo_copy.database) == before


def test_a_file_that_is_too_large_or_no_workbook_is_refused_in_words(work: Open) -> None:
    seen = upload(work(), b"x" * (10 << 20) + b"x")
    assert "超过10 MB" in markup(seen)
    seen = upload(seen, b"not a workbook", "../../说明.xlsx")
    assert "<h2>说明.xlsx</h2>" in markup(seen)
    assert [button.label for button in seen.button] == ["放弃", "放弃"]


def test_every_senders_page_opens(look: Look, demo_database: Database) -> None:
    """Whatever was noted about its rows."""
    senders = {str(row["sender"]) for row in demo_database.rows("submissions", plan="xinyang-2022", edition=18)}
    broken = [unit for unit in sorted(senders) if look("intake", unit=unit).exception]
    assert senders and not broken
