"""What the pipeline promises: how often planned entries come, how late, and how much is not planned yet.

Rates are shrunk from the past of the ledger towards a first guess that weighs a few entries, so that a young ledger
says little and an old one speaks for itself (conjugate priors: Gelman et al., Bayesian Data Analysis, chapter 2).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

GUESS_CHANCE, CHANCE_WEIGHT = 0.8, 5.0  # of a planned entry to come at all
GUESS_DELAY, DELAY_WEIGHT = 3.0, 2.0  # months after the planned date
GUESS_LEAD, LEAD_WEIGHT = 12.0, 2.0  # months from entering the pipeline to coming
GUESS_SHARE, SHARE_WEIGHT = 0.5, 4.0  # of events that are planned before they come


@dataclass(frozen=True)
class Planned:
    """One open entry: months from the cut-off to its planned date (negative: overdue).

    ``chance`` is the chance that it comes at all, as it was when it was planned; None takes the ledger's own.
    """

    months: float
    chance: float | None = None


@dataclass(frozen=True)
class PastEntry:
    """What became of one entry; months on any common axis, None where it never happened.

    An entry with neither ``came`` nor ``dropped`` is still open; one without ``planned`` came unannounced.
    """

    planned: float | None
    came: float | None = None
    announced: float | None = None
    dropped: bool = False


@dataclass(frozen=True)
class PipelineRates:
    """Chance of coming, mean delay and mean lead (months), share of all events that are planned beforehand."""

    chance: float = GUESS_CHANCE
    delay: float = GUESS_DELAY
    lead: float = GUESS_LEAD
    share: float = GUESS_SHARE

    def comes(self, item: Planned, left: float) -> float:
        """Return the chance that an open entry comes within ``left`` months: an exponential delay after its date.

        An overdue entry is less likely to come at all the longer it has kept us waiting (Bayes' rule).
        """
        chance = self.chance if item.chance is None else item.chance
        overdue, wait = max(-item.months, 0.0), left - max(item.months, 0.0)
        if wait <= 0:
            return 0.0
        still = float(np.exp(-overdue / max(self.delay, 1e-9)))
        open_now = 1.0 - chance + chance * still
        chance = chance * still / open_now if open_now > 0 else 0.0
        return chance * (1.0 - float(np.exp(-wait / max(self.delay, 1e-9))))

    def unplanned(self, left: float) -> float:
        """Return the months' worth of the usual rate that the pipeline cannot know yet.

        An event at distance h is in the pipeline with chance share * exp(-h / lead); the others, a thinned Poisson
        process, come on top without being counted twice: the integral of the rest from 0 to ``left``.
        """
        return left - self.share * self.lead * (1.0 - float(np.exp(-left / max(self.lead, 1e-9))))


def pipeline_rates(past: Iterable[PastEntry], now: float) -> PipelineRates:
    """Return the rates of a ledger, known up to ``now`` (months on the axis of the entries), shrunk to the guesses."""
    entries = list(past)
    plans = [(entry, entry.planned) for entry in entries if entry.planned is not None]
    came = [(entry.came - planned) for entry, planned in plans if entry.came is not None]
    dropped = sum(entry.dropped for entry, _ in plans)
    waiting = [now - planned for entry, planned in plans if entry.came is None and not entry.dropped]
    slipped = sum(max(months, 0.0) for months in [*came, *waiting])  # open entries have waited too (censored)
    leads = [e.came - e.announced for e in entries if e.came is not None and e.announced is not None]
    events = sum(entry.came is not None for entry in entries)
    return PipelineRates(
        chance=_shrunk(len(came), len(came) + dropped, GUESS_CHANCE, CHANCE_WEIGHT),
        delay=_shrunk(slipped, len(came), GUESS_DELAY, DELAY_WEIGHT),
        lead=_shrunk(sum(max(months, 0.0) for months in leads), len(leads), GUESS_LEAD, LEAD_WEIGHT),
        share=_shrunk(len(came), events, GUESS_SHARE, SHARE_WEIGHT),
    )


def _shrunk(total: float, cases: float, guess: float, weight: float) -> float:
    return float((total + guess * weight) / (cases + weight))
