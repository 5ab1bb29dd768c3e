"""The reader's side: lowers what the scan will probably ask for, until it is killed or done."""

from __future__ import annotations

import gc
import sys
import threading

from scanner.ahead import wire
from scanner.ahead.guess import Guess


def main() -> None:
    sys.setrecursionlimit(60_000)
    threading.stack_size(256 << 20)
    gc.disable()
    worker = threading.Thread(target=_work)
    worker.start()
    worker.join()


def _work() -> None:
    order = wire.receive_order(sys.stdin.buffer)
    guess = Guess(order)
    threading.Thread(target=_listen, args=(guess,), daemon=True).start()
    out = sys.stdout.buffer
    for piece, content in guess.pieces():
        out.write(wire.packed(piece, content))
        out.flush()


def _listen(guess: Guess) -> None:
    while (piece := wire.receive_done(sys.stdin.buffer)) is not None:
        guess.done.add(piece)
    guess.over = True


main()
