"""A big screen for weeks in minutes: memory over many scene changes, the time a change takes, the load of many screens.

    .venv/bin/python -m dashboard serve --port 8611 &
    .venv/bin/python bench/soak.py http://127.0.0.1:8611 --server-pid $! --changes 2000 --screens 100 --seconds 60

Scene changes are real ones, made by the arrow key as a person would (the script's documented hook), so that 2,000 take
minutes; the clock ticks and the server is polled meanwhile, and the painted change is awaited each time. The heap is
read after a forced collection; the curve is the median of each window of 100 changes. ``--real`` lets the clock rotate
at one change a second instead; ``--calm`` leaves out the motion, which is most of the time of a change.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import time
from pathlib import Path

import httpx
from playwright.sync_api import CDPSession, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.e2e.browsing import launch

WINDOW, SAMPLES = 100, 10  # changes in a window, and readings of the memory in it
TICKS = 100  # of the system's clock, a second
# from the key until the changed scene has been painted: two frames, the second of which follows the painting, and the
# end of the transition
# a batch is one call, so that it is the page that is measured and not the compiling of calls
CHANGES = """async count => {
  const times = [];
  for (let n = 0; n < count; n++) {
    const began = performance.now();
    document.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true}));
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    await Promise.all(document.getAnimations().map(animation => animation.finished));
    times.push(performance.now() - began);
  }
  return times;
}"""
# the same by the clock, for which nothing can be timed
ROTATED = """count => new Promise(done => {
  const times = [];
  const watch = new MutationObserver(() => {
    if (times.push(0) === count) { watch.disconnect(); done(times); }
  });
  watch.observe(document.body, {attributes: true, attributeFilter: ['data-scene']});
})"""


def heap(session: CDPSession) -> float:
    """Return the used heap after a forced collection, in MiB."""
    session.send("HeapProfiler.collectGarbage")
    return float(session.send("Runtime.getHeapUsage")["usedSize"]) / 2**20


def made(session: CDPSession, script: str, count: int) -> list[float]:
    """Make so many changes and return the milliseconds of each; asked without the driver's own script in the page."""
    asked = {"expression": f"({script})({count})", "awaitPromise": True, "returnByValue": True}
    answer = session.send("Runtime.evaluate", asked)
    return [float(value) for value in answer["result"]["value"]]


def resident(pid: int) -> float:
    """Return the resident memory of a process, in MiB; 0 for none."""
    if not pid:
        return 0.0
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def cpu_seconds(pid: int) -> float:
    """Return the processor time that a process has used, in seconds."""
    parts = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / TICKS


def soak(session: CDPSession, changes: int, pid: int, real: bool) -> bool:
    """Change scenes and print a line for each window; True when memory has grown by less than 5 % since the first."""
    first: tuple[float, float] | None = None
    heaps: list[float] = []
    servers: list[float] = []
    times: list[float] = []
    last = (0.0, 0.0)
    print(" changes   heap MiB  server MiB  paint ms (median)", flush=True)
    step = WINDOW // SAMPLES
    for count in range(step, changes + 1, step):
        times += made(session, ROTATED if real else CHANGES, step)
        heaps.append(heap(session))
        servers.append(resident(pid))
        if count % WINDOW == 0:
            last = (statistics.median(heaps), statistics.median(servers))
            first = first or last
            print(f"{count:8d} {last[0]:10.2f} {last[1]:11.1f} {statistics.median(times):10.1f}", flush=True)
            heaps, servers, times = [], [], []
    grown = [100 * (now / then - 1) for now, then in zip(last, first or last, strict=True) if then]
    print("growth after the first window, %:", ", ".join(f"{value:+.1f}" for value in grown))
    return all(value < 5 for value in grown)


async def one_screen(client: httpx.AsyncClient, origin: str, until: float, delay: float) -> int:
    """Ask for the state as a screen does, every 15 s, and return how often it was told."""
    tag, told = "", 0
    await asyncio.sleep(delay)
    while time.monotonic() < until:
        answer = await client.get(f"{origin}/screen/state", headers={"If-None-Match": tag} if tag else {})
        assert answer.status_code in (200, 304), answer.status_code
        tag, told = answer.headers.get("etag", ""), told + 1
        await asyncio.sleep(15)
    return told


async def load(origin: str, screens: int, seconds: int, pid: int) -> float:
    """Let so many screens ask for so long; return the share of one core that the server took, in percent."""
    async with httpx.AsyncClient(timeout=30) as client:
        await client.get(f"{origin}/screen/state")
        began, used = time.monotonic(), cpu_seconds(pid)
        tasks = [one_screen(client, origin, began + seconds, 15 * n / screens) for n in range(screens)]
        told = sum(await asyncio.gather(*tasks))
        share = 100 * (cpu_seconds(pid) - used) / (time.monotonic() - began)
    print(f"{screens} screens, {told} answers: {share:.1f} % of one core")
    return share


def main() -> int:
    """Run what is asked for; 1 when a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("origin")
    parser.add_argument("--server-pid", type=int, default=0)
    parser.add_argument("--changes", type=int, default=2000)
    parser.add_argument("--screens", type=int, default=0)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--calm", action="store_true", help="without motion, as prefers-reduced-motion asks")
    parser.add_argument("--real", action="store_true", help="let the clock rotate, one change a second")
    asked = parser.parse_args()
    good = True
    if asked.changes:
        with sync_playwright() as driver:
            page = launch(driver, ()).new_page(
                viewport={"width": 1920, "height": 1080}, reduced_motion="reduce" if asked.calm else "no-preference"
            )
            complaints: list[str] = []
            page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.goto(f"{asked.origin}/screen?rotate=1")
            page.wait_for_function("document.body.dataset.scene")
            session = page.context.new_cdp_session(page)
            good = soak(session, asked.changes, asked.server_pid, asked.real)
            print("console errors:", complaints)
            good = good and not complaints
    if asked.screens and asked.server_pid:
        good = asyncio.run(load(asked.origin, asked.screens, asked.seconds, asked.server_pid)) < 20 and good
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
