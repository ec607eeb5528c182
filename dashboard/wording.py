"""Words, numbers, dates and periods in Chinese and English; gettext catalogues under ``translations/``.

``t("load.unknown_region", "zh", value=...)`` looks the key up in ``translations/zh/LC_MESSAGES/load.po``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from babel.messages.pofile import read_po

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
_FOLDER = Path(__file__).parent / "translations"


class Refused(Exception):
    """A request that is refused with one sentence: what, where, why, what to do.

    ``key`` names the sentence in the catalogues, ``fields`` fill it in; ``sentence(lang)`` is what a user reads.
    """

    def __init__(self, key: str, **fields: object) -> None:
        super().__init__(key, fields)
        self.key, self.fields = key, fields

    def sentence(self, lang: Language) -> str:
        """Return the sentence in a language."""
        return t(self.key, lang, **self.fields)

    def __str__(self) -> str:
        return self.sentence("zh")


@cache
def _messages(domain: str, lang: Language) -> dict[str, str]:
    with (_FOLDER / lang / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file) if m.id and m.string}


def t(key: str, lang: Language, **fields: object) -> str:
    """Return the wording of ``domain.name`` in a language with its fields filled in; KeyError when missing."""
    domain = key.split(".", 1)[0]
    text = _messages(domain, lang)[key]
    return text.format(**fields) if fields else text
