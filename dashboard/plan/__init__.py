"""What was promised: catalogue and ledger models, loaded and checked from data/plan/*.yaml."""

from dashboard.plan.loader import load_catalogue, load_catalogues

__all__ = ["load_catalogue", "load_catalogues"]
