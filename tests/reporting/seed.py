"""Rows for the invented plan: two editions, a restatement, a corrected workbook, a gap."""

from __future__ import annotations

from dashboard.reporting import Database, Edition, Transaction, add_edition, init
from tests.reporting.small_plan import PLAN, small_catalogue

Row = dict[str, object]
_WHERE = {"plan": PLAN}
_HASH = "a" * 64


def _submission(tx: Transaction, sender: str, period: str, edition: int, version: int = 1) -> int:
    row = {
        "plan": PLAN, "sender": sender, "period_from": period, "period": period, "version": version,
        "file_name": f"{period}_{sender}_东局.xlsx", "file_hash": f"{version}" * 64, "content_hash": _HASH,
        "template": "1", "data_kind": "demo", "received_at": "2022-04-01T00:00:00", "from_edition": edition,
    }  # fmt: skip
    return tx.insert("submission", [row])[0]


def _origin(submission: int, row_no: int) -> Row:
    return {"submission_id": submission, "sheet": "转让", "row_no": row_no, "row_hash": _HASH}


def _observations(submission: int, values: dict[str, int]) -> list[Row]:
    return [
        {
            "indicator": "transfers", "region": "410902", "period": period, "breakdown": "", "value": value,
            "raw_value": str(value), "raw_unit": "次", "sender": "bureau-a", **_origin(submission, row_no),
        }
        for row_no, (period, value) in enumerate(values.items(), 4)
    ]  # fmt: skip


def _entries(submission: int) -> tuple[list[Row], list[Row]]:
    keys = ["D-10", "D-9", "d-1"]
    who = {"ledger": "pledge", "sender": "bureau-a"}
    rows = [
        {
            **who, "entry_key": key, "region": "410902", "zone": "", "title": f"质押{key}", "raw": "{}",
            "attributes": '{"registered_on":"2022-02-01"}', **_origin(submission, place),
        }
        for place, key in enumerate(keys)
    ]  # fmt: skip
    events = [{**who, "entry_key": key, "event": "registered_on", "event_date": "2022-02-01"} for key in keys]
    return rows, events


def _values(number: int) -> list[Row]:
    common = {"indicator": "transfers", "breakdown": ""}
    of_city = {**common, "region": "410900", "expected": 2, "received": number, "value": None}
    of_county = {**common, "region": "410902", "expected": 1, "received": 1, "missing": "[]"}
    return [
        {**of_city, "period": "2022-01", "missing": '["bureau-b"]'},
        {**of_county, "period": "2022-01", "value": 9_007_199_254_740_993},  # more than a double can hold
        {**of_county, "period": "2022-02", "value": 30 + number},
    ]


def _verdicts(number: int) -> list[Row]:
    common = {"plan": PLAN, "edition": number, "is_default": 1, "reason": "", "period": "2022-03", "unit": "次"}
    numbers = {"completion": 0.1 + 0.2, "time_progress": 0.25, "gap_points": -1 / 3, "pace": None, "required": 1e-9}
    flags = {"final": 0, "small_sample": 0, "confirmed": 1, "details": "{}"}
    return [
        {**common, **numbers, **flags, "target": "t1", "reading": "compound", "status": "behind", "level": "12.50"},
        {**common, **flags, "target": "t2", "reading": "stated", "status": "on_stages"},
    ]


def publish(tx: Transaction, number: int, label: str, through: str) -> None:
    """Add an edition with its rows in every table."""
    tx.insert("verdict", _verdicts(number))
    tx.revise("indicator_value", ("indicator", "region", "period", "breakdown"), _values(number), number, _WHERE)
    days = {"due": "2022-12", "done_on": "2022-03-01", "verified": 1}
    state = {"milestone": "1.1", "task": "task-1", "state": "done", **days}
    tx.revise("milestone_state", ("milestone",), [state], number, _WHERE)
    outlook: Row = {
        "plan": PLAN, "edition": number, "target": "t1", "reading": "compound", "region": "410900", "horizon": "2022",
        "goal": "100", "p_attain": 0.7, "method": "rule", "reason": "", "quantiles": '{"0.5":90.0}',
        "period": "2022-12", "known": "2022-03", "is_main": 1, "middle": 1 / 3, "dots": "[90.0]", "fan": "{}",
        "what_if": "{}", "expected": "2022-11", "earliest": "2022-10",
    }  # fmt: skip
    tx.insert("outlook", [outlook])
    record: Row = {"plan": PLAN, "edition": number, "target": "t1", "reading": "compound", "region": "410900"}
    numbers: Row = {"kind": "rolling", "origins": 14, "coverage_80": 11 / 14, "brier": 0.1, "brier_persistence": None}
    tx.insert("backtest", [{**record, **numbers, "reason": ""}])
    beside: Row = {"plan": PLAN, "edition": number, "target": "t1", "status": "behind", "reason": "", "small_sample": 0}
    tx.insert("rule_verdict", [{**beside, "reading": "compound", "rules": "rules-2", "light": "red"}])
    county: Row = {"region": "410902", "period": "2022-03", "unit": "次", "level": "5", "share": 0.4, "missing": "[]"}
    tx.insert("county_verdict", [{**beside, **county, "final": 0}])
    facts = dict.fromkeys(("reason", "doc_no", "catalogue_hash", "input_hash", "result_hash"), "")
    new = Edition(
        plan=PLAN, number=number, label=label, through=through, cut_off=f"{through}-30", kind="quarter", revision=1,
        corrects=None, incomplete=1, data_kind="demo", rule_set="rules-1", publisher="市局",
        published_at=f"{through}-30", **facts,
    )  # fmt: skip
    add_edition(tx, new)


def _load_first(tx: Transaction) -> None:
    first = _submission(tx, "bureau-a", "2022Q1", 1)
    values = {"2021": 70, "2022-01": 10, "2022-02": 12, "2022Q1": 40}
    keys = ("indicator", "region", "period", "breakdown", "sender")
    tx.revise("observation", keys, _observations(first, values), 1, _WHERE)
    entries, events = _entries(first)
    tx.revise("ledger_entry", ("ledger", "entry_key", "sender"), entries, 1, _WHERE)
    tx.revise("entry_event", ("ledger", "entry_key", "sender", "event"), events, 1, _WHERE)
    tx.insert("receipt", [
        {**_WHERE, "sender": "bureau-a", "subject": s, "period": "2022Q1", "submission_id": first, "from_edition": 1,
         "waiting": 0}
        for s in ("transfers", "pledge")
    ])  # fmt: skip
    issue = {"submission_id": first, "sheet": "转让", "row_no": 7, "outcome": "held", "code": "x", "message": "异常"}
    tx.insert("submission_issue", [issue, {**issue, "row_no": 8, "column_name": "次数", "outcome": "returned"}])
    made = {"status": "behind", "author": "甲", "reason": "核查", "doc_no": "湖〔2022〕4号"}
    days = {"made_on": "2022-04-02", "expires_on": "2022-12-31"}
    tx.revise("verdict_override", ("target",), [{**_WHERE, "target": "t1", **made, **days}], 1, _WHERE)
    text = {"author": "甲", "written_at": "2022-04-02", "content": '{"problem":"偏慢"}'}
    tx.revise("commentary", ("target", "period"), [{"target": "t1", "period": "2022Q1", **text}], 1, _WHERE)
    slip = {"code": "2022-1", "label": "湖督〔2022〕1号", "kind": "milestone", "matter": "1.1", "unit": "org_ip",
            "title": "政策印发", "title_en": "Policy", "ground": "根据方案。", "document": "", "document_day": None,
            "due": "2022-05-31", "decided_by": ""}  # fmt: skip
    tx.insert("slip", [{**_WHERE, **slip, "from_edition": 1}])
    acts = (("make", "甲", None), ("issue", "甲", None), ("extend", "甲", "2022-06-30"))
    tx.insert("slip_event", [{**_WHERE, "slip": "2022-1", "act": act, "day": "2022-04-02", "person": person, "note": "",
                              "reference": "", "due": due, "recorded_by": "甲", "from_edition": 1}
                             for act, person, due in acts])  # fmt: skip
    tx.insert("contact", [{**_WHERE, "unit": "bureau-a", "post": "综合科", "name": "甲", "line": "0999-0001234",
                           "valid_from": "2022-01-04", "valid_to": None}])  # fmt: skip
    filed = {"file_hash": "e" * 64, "kind": "pdf", "file_name": "批复.pdf", "doc_no": "", "doc_date": None, "note": "",
             "subject_kind": "pledge", "subject": "D-9", "sender": "bureau-a", "submitted_by": "乙"}  # fmt: skip
    steps = (("submitted", "乙", "2022-04-02", 1), ("verified", "甲", "2022-04-03", None))
    tx.insert("evidence", [{**_WHERE, **filed, "state": state, "person": person, "day": day, "from_edition": 1,
                            "to_edition": end} for state, person, day, end in steps])  # fmt: skip
    copy = {"label": "2022Q1", "file_hash": "f" * 64, "file_name": "通报.pdf", "doc_no": "湖〔2022〕6号",
            "doc_date": "2022-04-20", "outcome": "compared", "differences": "[]", "person": "甲"}  # fmt: skip
    tx.insert("signed_copy", [{**_WHERE, **copy, "kept_on": "2022-04-21"}])
    report = {"code": "2022-1", "kind": "audit", "title": "审计报告", "firm": "某所", "received_on": "2022-03-01",
              "doc_no": "", "file_hash": "", "recorded_by": "甲"}  # fmt: skip
    tx.insert("outside_report", [{**_WHERE, **report}])
    found = {"report": "2022-1", "subject_kind": "target", "subject": "t1", "unit": "bureau-a", "measure": "",
             "due": "2022-05-31", "recorded_by": "甲"}  # fmt: skip
    tx.insert("outside_finding", [{**_WHERE, **found, "code": f"2022-1-{number}", "matter": matter}
                                  for number, matter in ((1, "账实不符"), (2, "材料未归档"))])  # fmt: skip
    tx.insert("finding_step", [{**_WHERE, "finding": "2022-1-1", "act": "answer", "day": "2022-04-02", "person": "乙",
                                "note": "已更正", "doc_no": "", "due": None, "recorded_by": "甲"}])  # fmt: skip
    event = {"milestone": "1.1", "sender": "org_ip", "state": "done", "done_on": None, "doc_no": "湖〔2022〕3号"}
    row = {**_WHERE, **event, "note": "", "from_edition": 1, **_origin(first, 4)}
    tx.insert("milestone_event", [row])


def _load_second(tx: Transaction) -> None:
    second = _submission(tx, "bureau-a", "2022Q2", 2)
    keys = ("indicator", "region", "period", "breakdown", "sender")
    changed = _observations(second, {"2022-02": 13, "2022-04": 11})
    tx.revise("observation", keys, changed, 2, _WHERE, vanish=False)


def seed(database: Database) -> None:
    """Fill an empty database with the invented plan's history."""
    init(database, {PLAN: small_catalogue()})
    with database.transaction() as tx:
        _load_first(tx)
        publish(tx, 1, "2022Q1", "2022-03")
        _load_second(tx)
        publish(tx, 2, "2022Q2", "2022-06")
        tx.audit("市局", "publish", "2022Q2", {"number": 2})
        _admit(tx)


def _admit(tx: Transaction) -> None:
    """An account, tokens and a login that has ended."""
    who = {"name": "甲", "role": "reporter", "unit": "bureau-a"}
    tx.insert("account", [{**who, "plan": PLAN, "subject": "u-1", "valid_from": "2022-01-01", "valid_to": "2022-12-31",
                           "made_by": "市局"}])  # fmt: skip
    tx.insert("token", [{**who, "plan": PLAN, "code": letter * 64, "made_by": "市局"} for letter in "ab"])
    at = "2022-03-01T08:00:00+00:00"
    tx.insert("login", [{**who, "code": "c" * 64, "subject": "u-1", "began_at": at, "seen_at": at}])
    ends = (("login", "c" * 64), ("subject", "u-1"), ("token", "b" * 64))
    tx.insert("revocation", [{"kind": kind, "code": code, "at": "2022-03-02T08:00:00+00:00", "reason": "logout",
                              "made_by": "市局"} for kind, code in ends])  # fmt: skip
    tx.audit("市局", "load", "x", {})
