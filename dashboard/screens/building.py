"""A pack being built by a process of its own: whoever looks sees how far it is, and nobody's page waits for it."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import dataclass, field

import streamlit as st

from dashboard.settings import ROOT
from dashboard.wording import Language, t


@dataclass
class Job:
    """A build that is under way or has ended; ``error`` says in one sentence why it failed, "" when it did not."""

    lang: Language
    done: int = 0
    total: int = 0
    what: str = ""
    running: bool = True
    error: str = ""
    told: tuple[str, ...] = ()
    process: subprocess.Popen[str] | None = field(default=None, repr=False)

    @property
    def share(self) -> float:
        """How much of it is done, from 0 to 1."""
        return self.done / self.total if self.total else 0.0


@st.cache_resource(show_spinner=False)
def _jobs() -> tuple[dict[tuple[str, str, str], Job], threading.Lock]:
    return {}, threading.Lock()


def job(plan: str, label: str, lang: Language) -> Job | None:
    """Return the last build of an edition's pack in this process; None when there was none."""
    return _jobs()[0].get((plan, label, lang))


def start(plan: str, label: str, lang: Language) -> Job:
    """Begin to build, unless somebody else has begun already."""
    jobs, lock = _jobs()
    with lock:
        found = jobs.get((plan, label, lang))
        if found is not None and found.running:
            return found
        made = jobs[plan, label, lang] = Job(lang)
        command = [sys.executable, "-m", "dashboard", "review", "--plan", plan, "--edition", label, "--lang", lang,
                   "--steps", "--json"]  # fmt: skip
        made.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                        encoding="utf-8")  # fmt: skip
    threading.Thread(target=_follow, args=(made, made.process), daemon=True).start()
    return made


def _follow(found: Job, process: subprocess.Popen[str]) -> None:
    """Take over what the process says of itself until it ends."""
    assert process.stdout is not None and process.stderr is not None
    for line in process.stdout:
        told = json.loads(line)
        if "step" in told:
            found.done, found.total, found.what = told["step"], told["of"], told["what"]
        else:
            found.told = tuple(told.get("told", ()))
    said = process.stderr.read().strip()
    if process.wait():
        refused = process.returncode == 1 and said
        found.error = said.splitlines()[-1] if refused else t("review.build_failed", found.lang)
    found.running = False
