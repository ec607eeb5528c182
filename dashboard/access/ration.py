"""So many records a minute: whoever makes others write, an attacker too, does not fill the disk with it."""

from __future__ import annotations

import threading
from time import monotonic

MINUTE = 60.0  # seconds
_KEYS = 1000  # after so many different ones those of earlier minutes are forgotten


class Ration:
    """Grants each key ``most`` records a minute and counts what it left out since the last one."""

    def __init__(self, most: int) -> None:
        self.most, self._lock = most, threading.Lock()
        self._used: dict[str, tuple[float, int, int]] = {}  # since when, granted, left out

    def ask(self, key: str, now: float | None = None) -> int | None:
        """Return how many were left out before the record that is granted now; None when it is left out too."""
        at = monotonic() if now is None else now
        with self._lock:
            began, granted, left = self._used.get(key, (at, 0, 0))
            if at - began >= MINUTE:
                began, granted = at, 0
            if granted >= self.most:
                self._used[key] = (began, granted, left + 1)
                return None
            self._tidy(at)
            self._used[key] = (began, granted + 1, 0)
            return left

    def _tidy(self, at: float) -> None:
        if len(self._used) > _KEYS:
            self._used = {key: kept for key, kept in self._used.items() if at - kept[0] < MINUTE}
