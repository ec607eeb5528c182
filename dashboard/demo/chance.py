"""Chance that repeats: one random source per series, seeded by the series' name and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from random import Random


def source(*names: object) -> Random:
    """Return the random source of a series; the same names give the same numbers on every machine."""
    text = "|".join(str(name) for name in names)
    return Random(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big"))


def apportion(total: int, weights: Sequence[float]) -> list[int]:
    """Split a whole number by weights (largest remainder); the parts sum to the total."""
    whole = sum(weights)
    shares = [total * weight / whole for weight in weights]
    parts = [int(share) for share in shares]
    order = sorted(range(len(parts)), key=lambda i: (parts[i] - shares[i], i))
    for index in order[: total - sum(parts)]:
        parts[index] += 1
    return parts
