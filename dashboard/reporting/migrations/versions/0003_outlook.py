"""Outlooks with their date, fan, what if and cut-off; records of past outlooks by region and kind."""

# fmt: off
from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.mysql import MEDIUMTEXT

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def _code(name: str) -> sa.Column[str]:
    by_bytes = sa.String(96).with_variant(sa.String(96, collation="C"), "postgresql")
    return sa.Column(name, by_bytes, nullable=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text().with_variant(MEDIUMTEXT(), "mysql", "mariadb"), nullable=True)


def upgrade() -> None:
    """Add the columns; what was published before has none of them."""
    for column in (
        _code("period"), _code("known"), sa.Column("is_main", sa.Integer), sa.Column("middle", sa.Double),
        _text("dots"), _text("fan"), _text("what_if"), _code("expected"), _code("earliest"), _code("latest"),
    ):
        op.add_column("outlook", column)
    for name in ("region", "kind"):
        op.add_column("backtest", _code(name))
