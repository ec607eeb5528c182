"""The start: the first page is run before anybody is served, the others soon after, and a stop ends that."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard import warming


@dataclass
class Runner:
    """Runs pages at once, but one of them never."""

    stuck: str = "stuck"
    visitors: dict[str, warming.Nobody] = field(default_factory=dict)
    ran: list[str] = field(default_factory=list)

    def connect_session(self, client: warming.Nobody, user_info: dict[str, str]) -> str:
        self.visitors[name := str(len(self.visitors))] = client
        return name

    def handle_backmsg(self, session: str, wish: BackMsg) -> None:
        self.ran.append(page := wish.rerun_script.page_name)
        if page != self.stuck:
            self.visitors[session].write_forward_msg(ForwardMsg(new_session={}))
            assert not self.visitors[session].finished.is_set()
            self.visitors[session].write_forward_msg(ForwardMsg(script_finished=0))

    def close_session(self, session: str) -> None:
        self.ran.append("closed")


def visited(*addresses: str) -> list[str]:
    runner = Runner()

    async def go() -> None:
        async with warming.warm(runner, addresses):  # type: ignore[arg-type]
            assert runner.ran == (["", "closed"] if addresses else [])
            for _ in range(20):
                await asyncio.sleep(0)

    asyncio.run(go())
    return runner.ran


def test_the_first_page_is_run_before_and_the_others_after_the_start() -> None:
    assert visited("", "growth", "target") == ["", "closed", "growth", "closed", "target", "closed"]
    assert visited() == []


def test_a_page_that_hangs_does_not_keep_the_server_from_stopping() -> None:
    assert visited("", "stuck", "target") == ["", "closed", "stuck", "closed"]
