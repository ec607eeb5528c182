"""What is said of every check, in both languages, and how many things differ."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
SHOWN = 20  # differences of one check that are printed


class Report:
    """Prints every check in both languages and counts what differs, and what a person has to look at."""

    def __init__(self) -> None:
        self.differences = 0
        self.by_hand = 0
        self._wrong: list[str] = []
        self._notes: list[str] = []

    def wrong(self, zh: str, en: str, *fields: object) -> None:
        """Keep a difference of the check that is under way; ``{0}`` and so on stand for the fields."""
        self._wrong.append(f"{zh} / {en}".format(*fields))

    def note(self, zh: str, en: str, *fields: object) -> None:
        """Keep what the program cannot decide by itself."""
        self._notes.append(f"{zh} / {en}".format(*fields))

    def close(self, zh: str, en: str, *fields: object) -> None:
        """Print the check with all that was kept since the last one."""
        first, last = ("不一致", "DIFFERS") if self._wrong else ("一致", "same")
        print(f"{first} | {zh} / {en} | {last}".format(*fields))
        for mark, kept in (("  × ", self._wrong), ("  · 需人工核对 by hand: ", self._notes)):
            for text in kept[:SHOWN]:
                print(mark + text)
            if len(kept) > SHOWN:
                print(f"    …… 共{len(kept)}条 / {len(kept)} in all")
        self.differences += len(self._wrong)
        self.by_hand += len(self._notes)
        self._wrong, self._notes = [], []

    def end(self) -> int:
        """Print what came out and return the exit code: 1 when anything differs."""
        word = "全部一致 / all the same"
        if self.differences:
            word = f"不一致{self.differences}处 / {self.differences} differences"
        print(f"{word}；需人工核对{self.by_hand}处 / {self.by_hand} to look at by hand")
        return 1 if self.differences else 0
