"""The hash of what a catalogue says, whatever its files look like."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from decimal import Decimal

from dashboard.plan.models import Catalogue


def content_hash(catalogue: Catalogue) -> str:
    """Return the SHA-256 of the canonical JSON of the content; the field ``hash`` itself is left out.

    Comments, quoting, the order of keys, the names of files and 0.1 against 0.10 make no difference.
    """
    return hashlib.sha256(canonical(catalogue).encode()).hexdigest()


def canonical(catalogue: Catalogue) -> str:
    """Return the canonical JSON of the content, of which the hash is made."""
    content = _plain(catalogue.model_dump(mode="python", exclude={"hash"}))
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _plain(value: object) -> object:
    match value:
        case dict():
            return {str(key): _plain(part) for key, part in value.items()}
        case list() | tuple():
            return [_plain(part) for part in value]
        case Decimal():
            return f"{value.normalize():f}"
        case date():
            return value.isoformat()
        case _:
            return value
