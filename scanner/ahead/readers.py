"""The scan's side: starts the readers, takes what they send, tells them what is done."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any

from scanner.ahead import wire
from scanner.ahead.wire import Order, Piece

_ROOT = Path(__file__).resolve().parent.parent.parent
_PART = 1 << 18


class Readers:
    """``count`` processes that lower pieces of these files before they are asked for."""

    def __init__(
        self, files: dict[str, bytes], entries: list[str], modules: dict[str, str], count: int
    ) -> None:
        self._index = {path: number for number, path in enumerate(files)}
        self._arrived: dict[Piece, bytes] = {}
        self._threads: list[threading.Thread] = []
        self._processes: list[tuple[subprocess.Popen[bytes], SimpleQueue[Piece | None]]] = []
        order = Order(
            list(files.items()),
            [self._index[path] for path in entries if path in self._index],
            {name: self._index[path] for name, path in modules.items() if path in self._index},
            0,
            count,
        )
        for number in range(count):
            with contextlib.suppress(OSError):
                self._start(order._replace(number=number))

    def _start(self, order: Order) -> None:
        process = subprocess.Popen(  # this very interpreter and package
            [sys.executable, "-m", "scanner.ahead"],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        done: SimpleQueue[Piece | None] = SimpleQueue()
        self._processes.append((process, done))
        for thread in (
            threading.Thread(target=_tell, args=(process.stdin, order, done), daemon=True),
            threading.Thread(target=self._hear, args=(process.stdout,), daemon=True),
        ):
            self._threads.append(thread)
            thread.start()

    def _hear(self, stream: IO[bytes]) -> None:
        unpacker = wire.Unpacker()
        with contextlib.suppress(OSError, ValueError), stream:
            while part := stream.read1(_PART):  # type: ignore[attr-defined]  # a pipe is buffered
                self._arrived.update(unpacker.feed(part))

    def take(self, path: str, first: int) -> Any:
        """A piece that has been read ahead, else None; then it is read here, and nowhere else."""
        piece = (self._index[path], first) if path in self._index else None
        data = self._arrived.pop(piece, None) if piece else None
        if data is not None:
            return wire.unpacked(data)
        if piece:
            for _, done in self._processes:
                done.put(piece)
        return None

    def end(self) -> None:
        """Stops the readers, whatever they are at."""
        for process, done in self._processes:
            process.kill()
            done.put(None)
            process.wait()
        for thread in self._threads:
            thread.join()
        self._processes.clear()
        self._arrived.clear()


def _tell(stream: IO[bytes], order: Order, done: SimpleQueue[Piece | None]) -> None:
    with contextlib.suppress(OSError, ValueError), stream:
        wire.send_order(stream, order)
        while (piece := done.get()) is not None:
            wire.send_done(stream, piece)
