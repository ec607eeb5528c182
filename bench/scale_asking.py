from __future__ import annotations
def asked(url, other, size, note):
    return []
