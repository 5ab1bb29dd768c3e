import time

from workers.pools import threaded


def slow(n):  # -> blocking-async
    time.sleep(0.001)
    return n


def quick(n):
    return n * 2


@threaded
def slow_threaded(n):  # -> converted-def
    return slow(n)


@threaded
def quick_threaded(n):
    return quick(n)
