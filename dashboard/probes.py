"""What machines ask the server: does it live, can it serve readers, what has it counted."""

from __future__ import annotations

import logging
from datetime import date, datetime
from ipaddress import ip_address
from threading import Lock

import anyio
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard import metering
from dashboard.reporting import Edition
from dashboard.reporting.database import default
from dashboard.reporting.editions import editions
from dashboard.settings import settings
from dashboard.wording import Refused

PATIENCE = 5.0  # seconds until a database that does not answer counts as away
_FORWARDED = ("forwarded", "x-forwarded-for", "x-real-ip")
CLOSED = ("/_stcore/metrics",)  # Streamlit's own, which it tells anybody
OUTCOMES = {name: f'%"outcome":"{name}"%' for name in ("loaded", "replaced", "refused")}  # in a record's detail
Facts = dict[str, object]
log = logging.getLogger(__name__)


class Closed:
    """Answers 404 at addresses that a library opens and nobody here needs."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is asked elsewhere."""
        closed = scope["type"] == "http" and scope["path"].rstrip("/") in CLOSED
        await (PlainTextResponse("Not Found", 404) if closed else self.app)(scope, receive, send)


async def livez(request: Request) -> Response:
    """Answer that the process is alive."""
    return PlainTextResponse("ok")


async def icon(request: Request) -> Response:
    """Answer that there is no picture for a tab: browsers ask for one by themselves beside the plain pages."""
    return Response(status_code=204)


async def readyz(request: Request) -> Response:
    """Answer 200 with the newest edition and its age in days when readers can be served, else 503 with the reason."""
    found = await looked()
    return JSONResponse(found, status_code=200 if found["ready"] else 503, headers={"Cache-Control": "no-store"})


async def metrics(request: Request) -> Response:
    """Answer with everything counted, to this machine only unless the settings say otherwise."""
    if not allowed(request):
        return PlainTextResponse("Not Found", 404)
    note(await looked())
    await loads.count()
    return Response(metering.told(), headers={"Content-Type": metering.MEDIA, "Cache-Control": "no-store"})


def allowed(request: Request) -> bool:
    """True when a request may see the metrics: it comes from this machine, not through a proxy on it."""
    if settings().metrics != "loopback":
        return settings().metrics == "anywhere"
    if request.client is None or any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ip_address(request.client.host).is_loopback
    except ValueError:
        return False


async def looked() -> Facts:
    """Return whether readers can be served, and of what; a database that hangs is not waited for."""
    try:
        with anyio.fail_after(PATIENCE):
            newest = await to_thread.run_sync(_newest, abandon_on_cancel=True)
    except TimeoutError:
        return _away("database does not answer in time")
    except Refused as refused:
        return _away(refused.key.partition(".")[2])
    except Exception as error:  # whatever a driver raises: not ready
        return _away(type(error).__name__)
    return state(newest, settings().now(), settings().edition_days) if newest else _away("no edition published")


class Loads:
    """What became of the workbooks in the audit log, counted on from the last record that was seen."""

    def __init__(self) -> None:
        self._seen, self._lock = 0, Lock()

    async def count(self) -> None:
        """Count the records that came since; what is known stays while the database does not answer."""
        try:
            with anyio.fail_after(PATIENCE):
                await to_thread.run_sync(self._count, abandon_on_cancel=True)
        except Exception as error:  # a scrape tells everything else all the same
            log.warning("loads are not counted: %s", type(error).__name__)

    def _count(self) -> None:
        with self._lock, default().primary.snapshot() as reader:
            newest = next(iter(reader.rows("audit_last", limit=1)), {"id": 0})
            if int(str(newest["id"])) < self._seen:  # another database than before: one that was restored
                self._seen = 0
                metering.loads.clear()
            for row in reader.rows("load_outcomes", after=self._seen, **OUTCOMES):
                metering.loads.labels(str(row["outcome"])).inc(int(str(row["workbooks"])))
                metering.last_load.set(datetime.fromisoformat(str(row["last_at"])).timestamp())
            self._seen = int(str(newest["id"]))


loads = Loads()


def _newest() -> Edition | None:
    if default().unfinished():
        raise Refused("reporting.unfinished")
    found = editions(default(), settings().plan)
    whole = [one for one in found if one.kind == "quarter"] or found  # a flash edition does not make data fresh
    return max(whole, key=lambda one: (one.cut_off, one.number), default=None)


def _away(reason: str) -> Facts:
    return {"ready": False, "reason": reason}


def state(newest: Edition, today: date, stale_after: int) -> Facts:
    """Return what is said of the newest edition: ``age_days`` since its cut-off, ``state`` fresh or stale."""
    age = max((today - date.fromisoformat(newest.cut_off)).days, 0)  # a clock that is wrong makes nothing younger
    return {"ready": True, "reason": "", "plan": newest.plan, "edition": newest.label, "cut_off": newest.cut_off,
            "age_days": age, "state": "stale" if age > stale_after else "fresh"}  # fmt: skip


def note(found: Facts) -> None:
    """Set the gauges to what was found."""
    metering.ready.set(bool(found["ready"]))
    metering.edition_age.clear()
    if "age_days" in found:
        metering.edition_age.labels(str(found["plan"]), str(found["edition"])).set(float(str(found["age_days"])))
