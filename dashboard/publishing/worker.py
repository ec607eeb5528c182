"""A process of publishing: hears by its input which parts to make, tells by its output what they add.

Not for use by hand: ``crew`` starts it.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
from queue import SimpleQueue
from threading import Thread
from typing import BinaryIO

from dashboard.plan.lookup import rule_set
from dashboard.publishing.crew import Job
from dashboard.publishing.making import INSERT, made
from dashboard.publishing.parts import divide
from dashboard.publishing.supply import Supply
from dashboard.publishing.timeline import Timeline
from dashboard.reporting import Database
from dashboard.reporting.bulk import laid_out


def main() -> None:
    """Work until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who interrupts the publisher's terminal means the publisher
    told = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nothing that is printed gets between
    job, asked = pickle.load(sys.stdin.buffer), SimpleQueue[int]()
    Thread(target=_listen, args=(sys.stdin.buffer, asked), daemon=True).start()
    work(job, asked, told)


def _listen(source: BinaryIO, asked: SimpleQueue[int]) -> None:
    """Take what is asked; end the process, in the middle of a part too, once nobody is left to tell it."""
    while True:
        try:
            asked.put(pickle.load(source))
        except EOFError:
            os._exit(0)


def work(job: Job, asked: SimpleQueue[int], told: BinaryIO) -> None:
    """Make the parts whose places are asked for, and tell bit by bit; None ends a part."""
    same = {"plan": job.catalogue.plan.id, "from_edition": job.edition}
    with Database(job.url).joined(job.snapshot) as reader:
        supply = Supply(reader, job.catalogue, job.edition, job.through)
        parts, timeline, rules = divide(job.catalogue), Timeline(supply.frame), rule_set(job.catalogue, job.rules)
        while True:
            place = asked.get()
            for kind, name, bit in made(reader, supply, parts[place], rules, timeline):
                shown = laid_out(bit, same) if kind == INSERT else bit  # type: ignore[arg-type]
                pickle.dump((place, (kind, name, shown)), told, pickle.HIGHEST_PROTOCOL)
            pickle.dump((place, None), told)
            told.flush()


if __name__ == "__main__":
    main()
