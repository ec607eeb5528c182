"""Indexes for reading one region, one page or the counts of very many rows."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let every page of values and entries be found in its order, and counties be counted, by an index alone."""
    op.drop_index("ix_indicator_value", "indicator_value")
    op.create_index("ix_indicator_value", "indicator_value",
                    ["plan", "indicator", "region", "breakdown", "period", "from_edition", "to_edition"])  # fmt: skip
    op.drop_index("ix_ledger_entry", "ledger_entry")
    op.create_index("ix_ledger_entry", "ledger_entry",
                    ["plan", "ledger", "entry_key", "sender", "from_edition", "to_edition", "id"])  # fmt: skip
    op.create_index("ix_ledger_entry_region", "ledger_entry", ["plan", "ledger", "region", "entry_key", "sender"])
    op.create_index("ix_county_verdict", "county_verdict", ["plan", "edition", "status", "target"])
    op.create_index("ix_outlook", "outlook", ["plan", "edition", "region"])
