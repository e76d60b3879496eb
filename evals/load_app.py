"""Many sessions at once: each asks every few seconds over Streamlit's own protocol, as a browser would, and waits for the whole answer."""

from __future__ import annotations

import asyncio
import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

EVERY_S = 5.0
PATIENCE_S = 30.0


@dataclass(slots=True)
class Load:
    """What many sessions met: seconds of each answer, and what went wrong."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def run(address: str, questions: Sequence[str], sessions: int, seconds: float) -> Load:
    """`sessions` visitors, each asking every 5 s for so many seconds, begun at different moments."""
    load = Load()

    async def all_of_them() -> None:
        await asyncio.gather(*(_visit(address, questions, (number, sessions), seconds, load) for number in range(sessions)))

    asyncio.run(all_of_them())
    return load


def memory_mb(pid: int) -> float:
    """Resident memory of a process, in MB (Linux)."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def processor_s(pid: int) -> float:
    """Seconds of processor that a process has taken, whatever else the machine does (Linux)."""
    used = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")


async def _visit(address: str, questions: Sequence[str], which: tuple[int, int], seconds: float, load: Load) -> None:
    from websockets.asyncio.client import connect

    number, of = which
    await asyncio.sleep(EVERY_S * number / of)
    until = time.monotonic() + seconds
    async with connect(address.replace("http", "ws") + "_stcore/stream", subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore[list-item]
        visitor = Visitor(socket)
        await visitor.open()
        asked = number
        while time.monotonic() < until:
            began = time.monotonic()
            problem = await visitor.ask(questions[asked % len(questions)])
            load.seconds.append(time.monotonic() - began)
            load.errors += [problem] if problem else []
            asked += 1
            await asyncio.sleep(max(0.0, EVERY_S - (time.monotonic() - began)))


class Visitor:
    """One session: knows the question box, runs the page's fragments as told, looks for the newest answer."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._box = ""
        self._ticks: set[asyncio.Task[None]] = set()

    async def open(self) -> None:
        """Opens the page and finds the question box."""
        await self._send()
        async with asyncio.timeout(PATIENCE_S):
            while True:
                message = await self._next()
                element = message.delta.new_element
                if element.HasField("chat_input"):
                    self._box = element.chat_input.id
                if message.WhichOneof("type") == "script_finished" and self._box:
                    return

    async def ask(self, question: str) -> str:
        """Asks and waits for the whole answer; what went wrong, "" when nothing did."""
        await self._send(question)
        try:
            async with asyncio.timeout(PATIENCE_S):
                while (told := self._answer(await self._next(), question)) is None:
                    pass
        except TimeoutError:
            told = "no answer came in time"
        for tick in self._ticks:
            tick.cancel()
        return told

    def _answer(self, message: Any, question: str) -> str | None:
        element = message.delta.new_element
        if element.HasField("exception"):
            return str(element.exception.message)
        if message.WhichOneof("type") == "auto_rerun":
            self._tick(message.auto_rerun.fragment_id, message.auto_rerun.interval)
        if not element.HasField("bidi_component") or '"exchanges"' not in element.bidi_component.json:
            return None
        last = (json.loads(element.bidi_component.json)["exchanges"] or [{}])[-1]
        if last.get("question") != question or last["running"]:
            return None
        return str(last["problem"]["message"]) if last["problem"] else ""

    def _tick(self, fragment: str, interval: float) -> None:
        async def again() -> None:
            while True:
                await asyncio.sleep(interval)
                await self._send(fragment=fragment)

        task = asyncio.create_task(again())
        self._ticks.add(task)
        task.add_done_callback(self._ticks.discard)

    async def _send(self, question: str = "", fragment: str = "") -> None:
        from streamlit.proto.BackMsg_pb2 import BackMsg

        message = BackMsg()
        message.rerun_script.fragment_id = fragment
        message.rerun_script.is_auto_rerun = bool(fragment)
        if question:
            state = message.rerun_script.widget_states.widgets.add()
            state.id = self._box
            state.chat_input_value.data = question
        await self._socket.send(message.SerializeToString())

    async def _next(self) -> Any:
        from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

        message = ForwardMsg()
        message.ParseFromString(await self._socket.recv())
        return message
