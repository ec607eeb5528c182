"""The reading process: forks one child a file, which parses it within limits and writes what it found.

Protocol: ``["ready"]`` goes out; a line of JSON ``[path, bytes of memory, seconds of processor, what]`` comes in;
lines of JSON go out, among them ``["beat"]`` for a part read, and last a line ``["done", status]`` with the child's
exit status as ``os.waitpid`` gives it.
"""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path
from typing import BinaryIO

from dashboard.intake import parsing, pdf_text
from dashboard.intake.progress import at_most_one_a_second
from dashboard.intake.values import dumps, loads
from dashboard.wording import Refused

_PAGE = resource.getpagesize()
_READS = {"workbook": parsing.messages, "pdf": pdf_text.messages}


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more."""
    _tell(answers, "ready")
    for line in requests:
        child = os.fork()
        if child == 0:
            _read_and_exit(line, answers)
        _, status = os.waitpid(child, 0)
        answers.write(b"\n" + dumps(("done", status)))  # the child may have died within a line
        answers.flush()


def _read_and_exit(line: bytes, answers: BinaryIO) -> None:
    """Parse one file and end the process, whatever happens: 0 well, 2 out of memory, 3 for any other fault."""
    status = 3
    try:
        path, memory, seconds, what = loads(line)
        _limit(int(str(memory)), int(str(seconds)))
        file = Path(str(path))
        try:
            for message in _READS[str(what)](file, at_most_one_a_second(lambda: _tell(answers, "beat"))):
                answers.write(dumps(message))
        except Refused as refusal:
            answers.write(dumps(("refused", refusal.key, refusal.fields)))
        answers.flush()
        status = 0
    except MemoryError:
        status = 2
    except BaseException:  # a parser written in another language panics with what is no Exception
        status = 3
    finally:
        os._exit(status)


def _tell(answers: BinaryIO, word: str) -> None:
    """Write a message of one word that must not wait for others."""
    answers.write(dumps((word,)))
    answers.flush()


def _limit(memory: int, seconds: int) -> None:
    """Let this process grow by so many bytes and use so many seconds of processor, and leave no core file."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * _PAGE + memory
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
