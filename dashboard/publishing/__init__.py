"""Publishing: build one edition (read, judge, forecast, write, hash), and replay a history."""

from dashboard.publishing.publish import publish
from dashboard.publishing.replay import replay

__all__ = ["publish", "replay"]
