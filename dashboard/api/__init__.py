"""The data API below /api: what editions say, as JSON or CSV; read-only, described at /api/openapi.json.

No documentation page is served: the ready-made ones load their scripts from other hosts.
"""

from __future__ import annotations

from fastapi import FastAPI

from dashboard.api import editions, errors, ledger, observations, outlooks, tasks, verdicts
from dashboard.api.answer import VERSION

api = FastAPI(title="Dashboard data API", version=VERSION, docs_url=None, redoc_url=None, redirect_slashes=False)
for room in (editions, verdicts, outlooks, observations, ledger, tasks):
    api.include_router(room.router)
errors.shape(api)

__all__ = ["api"]
