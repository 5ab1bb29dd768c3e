import functools
import itertools
import operator

from flow.sources import accumulate, batches, doubled, flat, numbers, pairs, slow_numbers


def total(source):  # -> blocking-async
    return sum(doubled(source))


def first(source):  # -> blocking-async
    return next(iter(source), None)


def unpacked(source):  # -> blocking-async
    head, *rest = source
    return head, rest


def spread(source):  # -> blocking-async
    return max(*source)


def grouped(source):  # -> blocking-async
    return {k: len(list(g)) for k, g in itertools.groupby(source, key=lambda x: x % 2)}


def chained(*sources):  # -> blocking-async
    return list(itertools.chain.from_iterable(sources))


def reduced(source):  # -> blocking-async
    return functools.reduce(operator.add, source, 0)


def sent():  # -> blocking-async
    running = accumulate()
    next(running)
    return running.send(3)


def unsent():
    accumulate()
    return 1


def lazy(source):
    return doubled(source)


def batched(source):  # -> blocking-async
    return [sum(b) for b in batches(source, 2)]


def neighbours(source):  # -> blocking-async
    return [a + b for a, b in pairs(source)]


def flattened(*sources):  # -> blocking-async
    return tuple(flat(*sources))


def ranked(source):  # -> blocking-async
    return sorted(source, key=lambda x: -x)[:2]


def contains(source):  # -> blocking-async
    return 1 in source


def merged(source):  # -> blocking-async
    out = set()
    out.update(source)
    return {**dict.fromkeys(out, 0)}
