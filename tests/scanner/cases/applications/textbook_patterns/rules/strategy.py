import gzip
import time
from typing import Callable, NamedTuple


class Strategy(NamedTuple):
    name: str
    run: Callable[[int], int]
    fallback: "Strategy | None" = None

    def apply(self, value):  # -> blocking-async
        try:
            return self.run(value)
        except ZeroDivisionError:
            return self.fallback.apply(value) if self.fallback else 0


def slow(value):  # -> blocking-async
    time.sleep(0.001)
    return value


LAST = Strategy("last", lambda v: v)
SLOW = Strategy("slow", slow)
DIVIDE = Strategy("divide", lambda v: 1 // v, LAST)
DIVIDE_SLOW = Strategy("divide-slow", lambda v: 1 // v, SLOW)
BY_NAME = {s.name: s for s in (LAST, SLOW, DIVIDE)}
