"""Training of one small network by hand-made gradients: weights of the rules, spread and shift."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from forecast_cases import LOOK, USE, Table
from scipy.stats import t as student

from dashboard.forecasting.blend import SHIFT, START_SPREAD
from dashboard.forecasting.outlook import PROBABILITIES, Floats

P = np.array(PROBABILITIES)
WEIGHT = np.array([0.075, 0.1, 0.2, 0.25, 0.2, 0.1, 0.075])  # trapezoid over the seven probabilities
FREEDOM = {"flow": 4.0, "small": 8.0}
HIDDEN = {"flow": 12, "small": 2}
BATCH = {"flow": 2048, "small": 512}
EPOCHS = {"flow": 20, "small": 45}
RIDGE = {"flow": 2e-3, "small": 1e-3}


def start(kind: str, seed: int) -> dict[str, Floats]:
    """Return the parameters a network starts from: equal weights, usual spread."""
    rng = np.random.default_rng(seed)
    traits, rules, hidden = len(LOOK[kind]), len(USE[kind]), HIDDEN[kind]
    return {
        "hidden": rng.normal(0, 1 / np.sqrt(traits), (traits, hidden)),
        "hidden_bias": np.zeros(hidden),
        "logits": np.zeros((hidden, rules)),
        "logits_traits": np.zeros((traits, rules)),
        "logits_bias": np.zeros(rules),
        "spread": np.zeros((hidden, 1)),
        "spread_traits": np.zeros((traits, 1)),
        "spread_bias": np.zeros(1),
        "shift": np.zeros((hidden, 1)),
        "shift_bias": np.zeros(1),
    }


def gradient(p: dict[str, Floats], t: Table, kind: str, shape: Floats) -> dict[str, Floats]:
    """Return the gradient of the weighted scaled quantile loss, by hand."""
    x, season = t.traits, 12.0
    h = np.tanh(x @ p["hidden"] + p["hidden_bias"])
    logits = h @ p["logits"] + 0.3 * (x @ p["logits_traits"]) + p["logits_bias"]
    w = np.exp(logits - logits.max(axis=1, keepdims=True))
    w /= w.sum(axis=1, keepdims=True)
    spread = np.exp(
        np.clip((h @ p["spread"] + x @ p["spread_traits"] + p["spread_bias"])[:, 0] + START_SPREAD[kind], -6, 1.2)
    )
    shift = np.tanh((h @ p["shift"] + p["shift_bias"])[:, 0])
    g = ((w * t.rules).sum(axis=1) + SHIFT[kind] * spread * shift)[:, None] + spread[:, None] * shape
    if kind == "small":
        rest, slope = np.maximum(g, 0.0) ** 2, np.where(g > 0, 2 * g, 0.02)
    else:
        e = np.exp(np.minimum(g, 6.0))
        rest, slope = np.maximum(e - t.offset[:, None], 0.0), np.where(e > t.offset[:, None], e, 0.1 * e)
    error = t.actual[:, None] - t.observed[:, None] - rest
    dg = -2 * WEIGHT * np.where(error >= 0, P, P - 1) * t.weight[:, None] * slope / season
    dmu = dg.sum(axis=1)
    dspread = ((dg * shape).sum(axis=1) + dmu * SHIFT[kind] * shift) * spread
    dshift = dmu * SHIFT[kind] * spread * (1 - shift**2)
    dw = dmu[:, None] * t.rules
    dlogits = w * (dw - (dw * w).sum(axis=1, keepdims=True))
    dh = dlogits @ p["logits"].T + dspread[:, None] @ p["spread"].T + dshift[:, None] @ p["shift"].T
    da = dh * (1 - h * h)
    return {
        "hidden": x.T @ da,
        "hidden_bias": da.sum(axis=0),
        "logits": h.T @ dlogits,
        "logits_traits": 0.3 * x.T @ dlogits,
        "logits_bias": dlogits.sum(axis=0),
        "spread": h.T @ dspread[:, None],
        "spread_traits": x.T @ dspread[:, None],
        "spread_bias": np.array([dspread.sum()]),
        "shift": h.T @ dshift[:, None],
        "shift_bias": np.array([dshift.sum()]),
    }


def train(t: Table, kind: str, seed: int, rate: float = 0.01) -> dict[str, Floats]:
    """Return fitted parameters (Adam, cosine rate, ridge)."""
    rng = np.random.default_rng(seed)
    p, size, shape = start(kind, seed), BATCH[kind], np.asarray(student.ppf(P, FREEDOM[kind]))
    first = {k: np.zeros_like(v) for k, v in p.items()}
    second = {k: np.zeros_like(v) for k, v in p.items()}
    rows, step = len(t.actual), 0
    total = EPOCHS[kind] * -(-rows // size)
    for _ in range(EPOCHS[kind]):
        order = rng.permutation(rows)
        for begin in range(0, rows, size):
            part = order[begin : begin + size]
            g = gradient(p, t.take(part), kind, shape)
            step += 1
            now = rate * 0.5 * (1 + np.cos(np.pi * step / total))
            for k in p:
                light = 0.1 if k.endswith("bias") or k == "spread_traits" else 1.0
                d = g[k] * rows / len(part) + RIDGE[kind] * light * p[k]
                first[k] = 0.9 * first[k] + 0.1 * d
                second[k] = 0.99 * second[k] + 0.01 * d * d
                p[k] = p[k] - now * (first[k] / (1 - 0.9**step)) / (np.sqrt(second[k] / (1 - 0.99**step)) + 1e-8)
    return p


def as_blend(head: dict[str, Any], members: list[dict[str, Floats]]) -> dict[str, Any]:
    """Return a blend as it is stored, six significant digits."""
    short = lambda v: json.loads(json.dumps(np.vectorize(lambda z: float(f"{z:.6g}"))(v).tolist()))  # noqa: E731
    return head | {
        "centre": short(head["centre"]),
        "scale": short(head["scale"]),
        "members": [{k: short(v) for k, v in m.items()} for m in members],
    }
