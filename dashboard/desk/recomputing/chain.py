"""The extract of the audit log and its links."""

from __future__ import annotations

import hashlib
import json

from dashboard.desk.recomputing.folder import Bundle
from dashboard.desk.recomputing.report import Json, Report

_FIELDS = ("at", "actor", "action", "object", "detail")


def check_log(bundle: Bundle, report: Report) -> None:
    """Hash every record again and see that each follows the one before it and is followed by the next."""
    records = bundle.told["audit"]
    for record in records:
        if _hash(record) != record["hash"]:
            report.wrong("日志第{0}条与其哈希不符", "record {0} differs from its hash", record["id"])
        before, after = record["before"], record["after"]
        joined = before is None or before["hash"] == record["previous_hash"]
        if not joined or (after is not None and after["previous_hash"] != record["hash"]):
            report.wrong("日志第{0}条与相邻记录不相接", "record {0} does not join its neighbour", record["id"])
    report.close("{0}条操作日志及其前后记录", "{0} records of the audit log and their neighbours", len(records))


def _hash(record: Json) -> str:
    told = {name: record[name] for name in _FIELDS}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256((record["previous_hash"] + text).encode("utf-8")).hexdigest()
