"""What a process counts of itself, in the words of Prometheus; any room may count, none needs to know the server.

Labels come from closed sets (names of queries, pages and routes): a visitor cannot make new ones.
"""

from __future__ import annotations

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Summary,
    generate_latest,
)

MEDIA = CONTENT_TYPE_LATEST
registry = CollectorRegistry()
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

scripts = Histogram("dashboard_script_seconds", "Seconds of a page's script run.", ["page"],
                    registry=registry, buckets=_SECONDS)  # fmt: skip
queries = Summary("dashboard_query_seconds", "Seconds of a query, its rows read included.", ["query"],
                  registry=registry)  # fmt: skip
requests = Counter("dashboard_http_requests", "Answers by route, method and status.", ["route", "method", "status"],
                   registry=registry)  # fmt: skip
answers = Histogram("dashboard_http_seconds", "Seconds until an answer was sent.", ["route"],
                    registry=registry, buckets=_SECONDS)  # fmt: skip
under_way = Gauge("dashboard_http_open", "Requests being answered now.", registry=registry)
sessions = Gauge("dashboard_sessions_open", "Browser sessions connected now.", registry=registry)
loads = Counter("dashboard_loads", "Workbooks in the audit log by what became of them, whichever process took them.",
                ["outcome"], registry=registry)  # fmt: skip
last_load = Gauge("dashboard_last_load_timestamp_seconds", "When the last of them was, in seconds since 1970.",
                  registry=registry)  # fmt: skip
workbooks = Counter("dashboard_workbooks", "Workbooks by what became of them.", ["outcome"], registry=registry)
rows = Counter("dashboard_rows", "Rows of workbooks taken in, by what became of them.", ["outcome"], registry=registry)
ready = Gauge("dashboard_ready", "1 when readers can be served.", registry=registry)
edition_age = Gauge("dashboard_edition_age_days", "Days since the cut-off of the newest edition; absent without one.",
                    ["plan", "edition"], registry=registry)  # fmt: skip


def told() -> bytes:
    """Return everything counted so far in the text format of Prometheus (media type ``MEDIA``)."""
    return generate_latest(registry)
