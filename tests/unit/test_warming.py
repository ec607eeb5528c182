"""The start: pages are run before anybody is served, as many as there is time for, the others soon after."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard import warming


@dataclass
class Runner:
    """Runs pages at once, but one of them never, and one of them breaks."""

    visitors: dict[str, warming.Nobody] = field(default_factory=dict)
    ran: list[str] = field(default_factory=list)

    def connect_session(self, client: warming.Nobody, user_info: dict[str, str]) -> str:
        self.visitors[name := str(len(self.visitors))] = client
        return name

    def handle_backmsg(self, session: str, wish: BackMsg) -> None:
        self.ran.append(f"{(page := wish.rerun_script.page_name)}?{wish.rerun_script.query_string}")
        if page == "broken":
            raise RuntimeError("a bug")
        if page != "stuck":
            self.visitors[session].write_forward_msg(ForwardMsg(new_session={}))
            assert not self.visitors[session].finished.is_set()
            self.visitors[session].write_forward_msg(ForwardMsg(script_finished=0))

    def close_session(self, session: str) -> None:
        self.ran.append("closed")


def visited(pages: Sequence[str], within: float) -> tuple[list[str], list[str]]:
    """What was run before the first answer, and in all."""
    runner, before = Runner(), list[str]()

    async def go() -> None:
        todo = [partial(warming.page, runner, page, {"lang": "zh"}) for page in pages]  # type: ignore[arg-type]
        async with warming.warm(todo, within):
            before.extend(runner.ran)
            for _ in range(20):
                await asyncio.sleep(0)

    asyncio.run(go())
    return before, runner.ran


def test_pages_are_run_before_the_first_answer() -> None:
    before, ran = visited(["", "growth", "target"], 60)
    assert before == ran == ["?lang=zh", "closed", "growth?lang=zh", "closed", "target?lang=zh", "closed"]
    assert visited([], 60) == ([], [])


def test_without_time_only_the_first_page_comes_before_the_answer_and_the_others_after_it() -> None:
    before, ran = visited(["", "growth", "target"], 0)
    assert before[:2] == ["?lang=zh", "closed"] and "target?lang=zh" not in before
    assert ran == ["?lang=zh", "closed", "growth?lang=zh", "closed", "target?lang=zh", "closed"]


def test_a_page_that_hangs_keeps_the_server_neither_from_its_start_nor_from_its_stop() -> None:
    before, ran = visited(["", "stuck", "target"], 0.01)
    assert before == ["?lang=zh", "closed", "stuck?lang=zh"] and ran == [*before, "closed"]


def test_a_page_that_breaks_does_not_keep_the_others_from_being_run(caplog: pytest.LogCaptureFixture) -> None:
    _, ran = visited(["", "broken", "target"], 60)
    assert ran[-2:] == ["target?lang=zh", "closed"] and "a bug" in caplog.text


def test_every_page_is_run_in_every_language_the_installations_first() -> None:
    runner = Runner()
    for step in warming.steps(runner, ["", "growth"])[:4]:  # type: ignore[arg-type]
        asyncio.run(step())  # type: ignore[arg-type]
    asked = [one for one in runner.ran if one != "closed"]
    assert asked == ["?lang=zh", "growth?lang=zh", "?lang=en", "growth?lang=en"]
    assert len(warming.steps(runner, [""])) == 1 and not warming.steps(runner, [])  # type: ignore[arg-type]
