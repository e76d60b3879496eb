"""Runs a command whose n-th change of a folder fails for want of space, or kills it: counted over all its processes and threads.

usage: python -m evals.faults FOLDER (count | full:N | kill:N) COMMAND ...   prints {"code": exit code or -signal, "calls": changes begun}

A tracer of its own, since strace counts for each thread apart: the kernel stops the command at the calls that change files (a seccomp filter
picks them), and those on files below FOLDER are counted. Linux on x86-64; ends with 3 where tracing is refused.
"""

from __future__ import annotations

import ctypes
import json
import os
import platform
import signal
import struct
import sys
from dataclasses import dataclass
from errno import ENOSPC
from pathlib import Path

REFUSED = 3

BY_HANDLE = {1: "write", 18: "pwrite64", 20: "writev", 74: "fsync", 75: "fdatasync", 77: "ftruncate", 285: "fallocate", 296: "pwritev"}
BY_HANDLE |= {40: "sendfile", 326: "copy_file_range"}
BY_PATH = {2: "open", 82: "rename", 83: "mkdir", 84: "rmdir", 87: "unlink"}
BY_FOLDER_AND_PATH = {257: "openat", 258: "mkdirat", 263: "unlinkat", 264: "renameat", 316: "renameat2"}
CALLS = {**BY_HANDLE, **BY_PATH, **BY_FOLDER_AND_PATH}
NEED_NO_SPACE = ("unlink", "unlinkat", "rmdir")

TRACEME, POKE_USER, CONT, GET_REGS, SET_OPTIONS = 0, 6, 7, 12, 0x4200
OPTIONS = 0x00100000 | 0x80 | sum(1 << event for event in (1, 2, 3, 4))
"""EXITKILL, TRACESECCOMP, and FORK, VFORK, CLONE, EXEC: all that the command starts is traced, and ends with the tracer."""
SECCOMP_STOP = 7
AX, DX, SI, DI, CALL = 10, 12, 13, 14, 15
"""Places of registers in what GET_REGS fills: the result, the third, second and first argument, the number of the call."""
WORD = 8
LONGEST_PATH = 1024
CREATES = os.O_CREAT | os.O_TRUNC

_libc = ctypes.CDLL(None, use_errno=True)
_libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]


@dataclass(slots=True)
class Tracer:
    """`fault`: "count", "full" (the n-th change and every later one finds no space) or "kill"; `calls`: changes begun so far."""

    folder: Path
    fault: str
    at: int
    calls: int = 0

    def follow(self, command: int) -> int:
        """Let a stopped command run to its end; gives its exit code, or minus the signal that ended it."""
        _ptrace(SET_OPTIONS, command, 0, OPTIONS)
        _ptrace(CONT, command)
        known = {command}
        while True:
            thread, status = os.waitpid(-1, 0x40000000)  # __WALL: threads too
            if not os.WIFSTOPPED(status):
                if thread == command:
                    return os.waitstatus_to_exitcode(status)
                continue
            stopped, event = os.WSTOPSIG(status), status >> 16
            if event == SECCOMP_STOP:
                self._meet(thread)
            ours = stopped == signal.SIGTRAP or (stopped == signal.SIGSTOP and thread not in known)
            known.add(thread)
            _ptrace(CONT, thread, 0, 0 if ours else stopped)

    def _meet(self, thread: int) -> None:
        """Count the call that a thread is about to make, and spoil it when it is due."""
        registers = (ctypes.c_ulonglong * 27)()
        _ptrace(GET_REGS, thread, 0, ctypes.addressof(registers))
        if not self._is_ours(thread, registers):
            return
        self.calls += 1
        if self.fault == "kill" and self.calls == self.at:
            os.kill(thread, signal.SIGKILL)
        elif self.fault == "full" and self.calls >= self.at and CALLS[registers[CALL]] not in NEED_NO_SPACE:
            _ptrace(POKE_USER, thread, CALL * WORD, -1 % 2**64)  # no call at all, and this for its result
            _ptrace(POKE_USER, thread, AX * WORD, -ENOSPC % 2**64)

    def _is_ours(self, thread: int, registers: ctypes.Array[ctypes.c_ulonglong]) -> bool:
        call = registers[CALL]
        if call in BY_HANDLE:
            place = _opened(thread, registers[SI if CALLS[call] == "copy_file_range" else DI])
        elif call in BY_PATH:
            place = _text(thread, registers[DI])
        else:
            place = os.path.join(_opened(thread, registers[DI]), _text(thread, registers[SI]))  # noqa: PTH118 - texts, as the kernel has them
        opens = {2: SI, 257: DX}.get(call)
        return place.startswith(f"{self.folder}/") and (opens is None or bool(registers[opens] & CREATES))


def _opened(thread: int, handle: int) -> str:
    handle &= 0xFFFFFFFF
    place = "cwd" if handle == 2**32 - 100 else f"fd/{handle}"  # AT_FDCWD
    try:
        return str(Path(f"/proc/{thread}/{place}").readlink())
    except OSError:
        return ""


def _text(thread: int, address: int) -> str:
    """The zero-ended text at an address of a thread's memory."""
    with open(f"/proc/{thread}/mem", "rb", 0) as memory:  # noqa: PTH123 - no file to speak of
        memory.seek(address)
        return memory.read(LONGEST_PATH).partition(b"\0")[0].decode(errors="replace")


def _ptrace(request: int, thread: int, address: int = 0, data: int = 0) -> None:
    if _libc.ptrace(request, thread, address, data) < 0 and ctypes.get_errno() != 3:  # ESRCH: it was killed meanwhile
        raise OSError(ctypes.get_errno(), "ptrace")


def _stop_at_calls() -> None:
    """In the command's process, before it begins: be traced, and stop at the calls by a filter."""
    code = [struct.pack("HBBI", 0x20, 0, 0, 0)]  # load the number of the call
    for number in CALLS:
        code += [struct.pack("HBBI", 0x15, 0, 1, number), struct.pack("HBBI", 0x06, 0, 0, 0x7FF00000)]  # equal: stop for the tracer
    code.append(struct.pack("HBBI", 0x06, 0, 0, 0x7FFF0000))  # else: go on
    program = ctypes.create_string_buffer(b"".join(code))
    _ptrace(TRACEME, 0)
    os.kill(os.getpid(), signal.SIGSTOP)
    no_new_privileges, set_seccomp, by_filter = 38, 22, 2
    _libc.prctl(no_new_privileges, 1, 0, 0, 0)
    if _libc.prctl(set_seccomp, by_filter, ctypes.byref(ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(code), ctypes.addressof(program))))):
        os._exit(REFUSED)


def main(arguments: list[str]) -> int:
    """Run the command under the tracer; gives 0 whatever became of it."""
    folder, what, *command = arguments
    fault, _, at = what.partition(":")
    if platform.machine() != "x86_64" or platform.system() != "Linux":
        return REFUSED
    child = os.fork()
    if child == 0:
        try:
            os.dup2(2, 1)  # standard output is the tracer's
            _stop_at_calls()
            os.execvp(command[0], command)
        except OSError:
            os._exit(REFUSED)
    if not os.WIFSTOPPED(os.waitpid(child, 0x40000000)[1]):
        return REFUSED
    tracer = Tracer(Path(folder).resolve(), fault, int(at or 0))
    code = tracer.follow(child)
    print(json.dumps({"code": code, "calls": tracer.calls}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
