import itertools
import time
from collections.abc import Iterable, Iterator


def numbers(count) -> Iterator[int]:
    for n in range(count):
        yield n


def slow_numbers(count) -> Iterator[int]:  # -> blocking-async
    for n in range(count):
        time.sleep(0.001)
        yield n


def doubled(source: Iterable[int]):
    return (x * 2 for x in source)


def flat(*sources):  # -> blocking-async
    for source in sources:
        yield from source


def accumulate():  # -> blocking-async
    total = 0
    while True:
        value = yield total
        if value is None:
            return total
        time.sleep(0.001)
        total += value


class Pages:
    def __init__(self, fetch):
        self.fetch = fetch
        self.page = 0

    def __iter__(self):  # -> blocking-async
        while True:
            rows = self.fetch(self.page)
            if not rows:
                return
            yield from rows
            self.page += 1


def fetch_memory(page):
    return [1, 2] if page == 0 else []


def fetch_slow(page):  # -> blocking-async
    time.sleep(0.001)
    return [1] if page == 0 else []


def pairs(source):  # -> blocking-async
    first, second = itertools.tee(source)
    next(second, None)
    return zip(first, second)


def batches(source, size):  # -> blocking-async
    iterator = iter(source)
    while batch := list(itertools.islice(iterator, size)):
        yield batch
