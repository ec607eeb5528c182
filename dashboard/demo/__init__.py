"""Synthetic workbooks, as units would send them; labelled 演示数据, invented names only."""

from dashboard.demo.writing import write

__all__ = ["write"]
