"""Parameters with which every query is tried: on the demo history as they stand, on the small one with other names.

A query without an entry fails ``test_queries.py``; so does one whose entries find nothing in the demo history.
"""

from __future__ import annotations

Params = dict[str, object]
_PLAN: Params = {"plan": "xinyang-2022"}
_AT: Params = {**_PLAN, "edition": 16}  # 2025Q3
_FIRST: Params = {**_PLAN, "edition": 1}
_THROUGH: Params = {**_AT, "through": "2025-09"}
_VALUES: Params = {**_AT, "indicator": "ip_transfers", "breakdown": ""}
_ROWS: Params = {**_AT, "ledger": "pledge", "event": "registered_on", "first": "2022-01-01", "last": "2022-12-31"}
_SENT: Params = {**_PLAN, "sender": "scjg-411502"}

PARAMETERS: dict[str, list[Params]] = {
    "edition_list": [_PLAN],
    "edition_by_label": [{**_PLAN, "label": "2025Q3"}],
    "plans": [{}],
    "newest_times": [{}],
    "submission_files": [{}],
    "audit_last": [{"limit": 20}],
    "edition_values": [_AT, _FIRST],
    "edition_outlooks": [_AT],
    "edition_counties": [_AT],
    "plan_as_of": [_AT],
    "office_facts": [_AT],
    "audit_observations": [{**_AT, "indicators": ["ip_transfers"], "first": "2025", "last": "2025"}],
    "audit_entries": [{**_AT, "ledgers": ["centers", "industries"]}],
    "audit_milestones": [{**_AT, "milestones": ["2.4", "2.5"]}],
    "audit_receipts": [{**_AT, "subjects": ["value_added"]}],
    "audit_workbooks": [{"ids": [1, 2]}],
    "audit_set_aside": [{"ids": list(range(1, 600)), "outcomes": ["noted"]}],
    "audit_records": [{"objects": ["2025Q3"]}],
    "audit_links": [{"ids": [1, 2]}],
    "office_mark": [{}],
    "draft_steps_of_plan": [_PLAN],
    "draft_steps": [{**_PLAN, "edition": 16}],
    "regions": [_AT, _FIRST],
    "city": [_AT],
    "organisations": [_AT],
    "organisations_of": [{**_AT, "codes": ["scjg-411502"]}],
    "slips": [_AT, {**_PLAN, "edition": 2**31 - 1}],
    "indicators": [_AT],
    "targets": [_AT],
    "readings": [_AT],
    "rule_sets": [_AT],
    "tasks": [_AT],
    "task_units": [_AT],
    "milestones": [_AT],
    "observations_as_of": [_THROUGH, {**_FIRST, "through": "2021-12"}],
    "ledger_entries_as_of": [_AT, _FIRST],
    "entry_events_as_of": [_AT],
    "milestone_events_as_of": [_AT],
    "receipts_as_of": [_THROUGH],
    "expectations_as_of": [_THROUGH],
    "submissions": [_AT],
    "indicator_values": [{**_VALUES, "regions": ["411500", "411502"]}, {**_VALUES, "regions": ["411502"]}],
    "verdicts": [_AT],
    "verdict_history": [{**_PLAN, "target": "ip_transfer_license_growth", "reading": "default"}],
    "milestone_states": [_AT],
    "rule_verdicts": [_AT],
    "county_verdicts": [{**_AT, "target": "ip_transfer_license_growth"}],
    "county_status": [_AT],
    "county_counts": [{**_AT, "statuses": ["not_assessed", "awaited"]}],
    "county_count": [{**_AT, "target": target, "region": ""} for target in ("", "ip_transfer_license_growth")],
    "county_page": [{**_AT, "target": "", "region": region, "most": 5, "skipped": skipped}
                    for region, skipped in (("", 0), ("", 3), ("411502", 0))],
    "overrides_as_of": [_AT],
    "commentary_as_of": [{**_AT, "last": "2025Q3"}],
    "restatements": [{**_AT, "indicators": ["ip_transfers"], "region": "411525"}],
    "moved_values": [{**_AT, "then": 1, "indicators": ["ip_transfers"], "regions": ["411500", "411502"]}],
    "outlooks": [{**_AT, "target": target, "regions": ["411500", "411502", ""]}
                 for target in ("", "ip_transfer_license_growth")],
    "outlook_count": [{**_AT, "target": "", "region": "", "horizon": horizon} for horizon in ("", "year")],
    "outlook_page": [{**_AT, "target": "", "region": region, "horizon": "", "most": 5, "skipped": skipped}
                     for region, skipped in (("", 0), ("", 3), ("411500", 0))],
    "outlook_details": [{**_AT, "target": "ip_transfer_license_growth"}],
    "backtests": [_AT],
    "indicator_versions": [{**_AT, "indicators": ["ip_transfers"], "region": "411525"}],
    "observation_versions": [
        {**_PLAN, "indicator": "ip_transfers", "region": "411525", "period": "2023-07", "breakdown": "transfer"}
    ],
    "entry_rows": [{**_ROWS, "region": "", "scope": ""}, {**_ROWS, "region": "411502", "scope": "scjg-411502"}],
    "indicator_breakdowns": [{**_AT, "indicator": "ip_transfers", "region": "411500"}],
    "explore_values": [
        {**_AT, "indicator": "ip_transfers", "regions": regions, "breakdowns": kinds,
         "first": "2022-01", "last": "2022-06"}
        for regions, kinds in ((["411500", "411502"], [""]), (["411502"], ["transfer", "licence"]))
    ],
    "observation_count": [
        {**_AT, "indicator": "ip_transfers", "every": 0, "regions": ["411500", "411502"], "breakdowns": [""],
         "first": "2022-01", "last": "2022-06"}
    ],
    "observation_page": [
        {**_AT, "indicator": "ip_transfers", "every": 0, "regions": ["411500", "411502"], "breakdowns": [""],
         "first": "2022-01", "last": "2022-06", "after_region": region, "after_breakdown": "", "after_period": period,
         "most": 4, "skipped": skipped}
        for skipped, region, period in ((0, "", ""), (3, "", ""), (0, "411500", "2022-03"))
    ],
    "intake_ledger_entry": [
        {**_SENT, "scope": ["ZH2022-001", "TG2024-011", "D-9"], "previous": 1}, {**_SENT, "scope": [], "previous": 1}
    ],
    "intake_milestone_event": [
        {**_PLAN, "sender": sender, "scope": ["1.1", "10.5", "4.2@2025"], "previous": 1}
        for sender in ("org_scjg", "zone-z03")
    ],
    "intake_observation": [{**_SENT, "scope": ["2022-01", "2022-02"], "previous": 1}],
    "intake_receipt": [{**_SENT, "scope": ["2022Q1", "2022Q2"], "previous": 1}],
    "intake_known_values": [{**_SENT, "indicators": ["ip_transfers"], "since": "2022"}],
    "intake_known_entries": [{**_PLAN, "ledger": "pledge"}],
    "blank_entries": [{**_SENT, "period": "2022Q2"}],
    "blank_values": [{**_SENT, "period": "2022Q2"}],
    "blank_milestones": [{**_PLAN, "sender": "zone-z03", "period": "2026Q3"}],
    "data_kind": [{}],
    "intake_submission": [{**_SENT, "period": "2022Q1"}],
    "publishing_entries": [_AT],
    "publishing_milestones": [_AT],
    "publishing_observations": [_THROUGH],
    "publishing_part": [{**_THROUGH, "indicators": ["ip_transfers"]}],
    "publishing_spoken": [{**_THROUGH, "indicators": ["ip_transfers", "valid_trademarks"]}],
    "publishing_ledger": [{**_AT, "ledger": ledger} for ledger in ("pledge", "evidence")],
    "publishing_names": [_PLAN],
    "publishing_frozen": [_PLAN],
    "ledger_rows": [
        {**_AT, "ledger": ledger, "scope": scope}
        for ledger, scope in (("funds", ""), ("pledge", ""), ("evidence", ""), ("pledge", "scjg-411502"))
    ],
    "ledger_page": [
        {**_AT, "ledger": ledger, "region": region, "sender": "", "most": 3, "skipped": skipped, "scope": scope,
         "after_entry_key": key, "after_sender": ""}
        for ledger, region, skipped, scope, key in (
            ("funds", "", 0, "", ""), ("pledge", "411502", 0, "", ""), ("pledge", "", 2, "", ""),
            ("pledge", "", 0, "scjg-411502", ""), ("pledge", "", 0, "", "B"),
        )
    ],
    "ledger_count": [
        {**_AT, "ledger": ledger, "region": "", "sender": "", "scope": scope}
        for ledger, scope in (("funds", ""), ("pledge", ""), ("pledge", "scjg-411502"))
    ],
    "target_entries": [
        {**_AT, "ledger": "pledge", "event": "registered_on", "last": "2022-12-31", "region": region, "scope": scope}
        for region, scope in (("", ""), ("411502", ""), ("", "scjg-411502"))
    ],
    "target_observations": [
        {**_AT, "indicators": ["ip_transfers", "valid_trademarks"], "region": region, "scope": scope}
        for region, scope in (("", ""), ("411502", ""), ("", "scjg-411502"))
    ],
    "reports": [
        {**_AT, "since": since, "scope": scope}
        for since, scope in (("2022-01-01", ""), ("2099-01-01", ""), ("2022-01-01", "scjg-411502"))
    ],
    "submission_sheets": [{**_AT, "scope": ""}, {**_FIRST, "scope": ""}, {**_AT, "scope": "scjg-411502"}],
    "submission_issues": [{**_AT, "scope": ""}, {**_FIRST, "scope": ""}, {**_AT, "scope": "scjg-411502"}],
    "submission_subjects": [{**_SENT, "period": "2022Q1"}],
    "sender_submissions": [_SENT],
    "sender_sheets": [_SENT],
    "sender_issues": [_SENT],
    "sender_reports": [_SENT],
    "intake_kept_subjects": [{"submission": 1}],
    "intake_questions": [{"submission": 1}],
    "waiting_rows": [{**_SENT, "period": "2022Q1"}],
    "intake_confirmations": [_PLAN],
    "sender_confirmations": [_SENT],
    "sender_log": [{"prefix": "xinyang-2022/scjg-411502/", "most": 5}],
    "reminders": [{**_PLAN, "sender": ""}, {**_PLAN, "sender": "scjg-411528"}],
    "contacts": [_PLAN],
    "outside_reports": [_PLAN],
    "outside_findings": [_PLAN],
    "contact_posts": [_PLAN],
    "held_rows": [{**_PLAN, "scope": ""}, {**_PLAN, "scope": "scjg-411502"}],
    "evidence_as_of": [{**_AT, "scope": scope} for scope in ("", "scjg-411503")],
    "evidence_steps": [{**_PLAN, "scope": scope} for scope in ("", "scjg-411503")],
    "evidence_entries": [{**_AT, "ledgers": ["pledge"], "scope": scope} for scope in ("", "scjg-411502")],
    "evidence_milestones": [{**_AT, "scope": ""}],
    "evidence_ledger": [{**_AT, "ledger": "evidence", "every": every, "numbers": numbers}
                        for every, numbers in ((1, []), (0, ["D-9", "ZH2024-007"]))],
    "signed_copies": [{**_PLAN, "label": ""}, {**_PLAN, "label": "2025Q3"}],
    "paper_files": [{}],
    "accounts": [{}],
    "accounts_of": [{"subject": "u-1", "day": day} for day in ("2022-03-01", "2023-03-01")],
    "tokens": [{}],
    "token_of": [{"code": code, "day": "2022-03-01"} for code in ("a" * 64, "b" * 64)],
    "login_of": [{"code": "c" * 64}],
    "logins": [{"since": "2022-01-01"}],
    "revocations_of": [{"code": "c" * 64, "subject": "u-1", "since": "2022-01-01"}],
    "audit_page": [{"actor": "", "action": "", "first": "", "last": "9", "most": 5, "skipped": 1}],
    "audit_count": [{"actor": "", "action": "load", "first": "", "last": "9"}],
    "audit_names": [{}],
    "load_outcomes": [
        {"after": after, "loaded": "%loaded%", "replaced": "%replaced%", "refused": "%refused%"} for after in (0, 1)
    ],
    "completeness": [{**_AT, "indicators": ["ip_transfers", "valid_trademarks"], "region": region}
                     for region in ("411500", "411502")],
}  # fmt: skip
ACCESS = frozenset(  # of which a demo has none
    {"accounts", "accounts_of", "tokens", "token_of", "login_of", "logins", "revocations_of"}
)
SMALL: dict[object, object] = {
    "xinyang-2022": "lakeside-2022", 16: 2, "2025Q3": "2022Q2", "2025-09": "2022-06", "ip_transfers": "transfers",
    "411500": "410900", "411502": "410902", "scjg-411502": "bureau-a", "ip_transfer_license_growth": "t1",
    "xinyang-2022/scjg-411502/": "lakeside-2022/bureau-a/",
    "411525": "410902", "2023-07": "2022-02", "transfer": "", "default": "compound", "evidence": "pledge",
}  # fmt: skip


def small(params: Params) -> Params:
    """Return parameters as the small history names them."""
    return {
        name: [SMALL.get(member, member) for member in value] if isinstance(value, list) else SMALL.get(value, value)
        for name, value in params.items()
    }
