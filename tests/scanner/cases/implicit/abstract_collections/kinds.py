import string
import time
from collections.abc import Mapping, MutableSequence, MutableSet, Sequence, Set


def slow(value):  # -> blocking-async
    time.sleep(0.001)
    return value


class Row(Mapping):
    def __init__(self, names):
        self.names = names

    def __getitem__(self, key):  # -> blocking-async
        return slow(key)

    def __iter__(self):
        return iter(self.names)

    def __len__(self):
        return len(self.names)


class Seq(Sequence):
    def __init__(self, items):
        self.items = items

    def __getitem__(self, index):  # -> blocking-async
        return slow(self.items[index])

    def __len__(self):
        return len(self.items)


class Lines(MutableSequence):
    def __init__(self, items):
        self.items = items

    def __getitem__(self, index):
        return self.items[index]

    def __setitem__(self, index, value):
        self.items[index] = value

    def __delitem__(self, index):  # -> blocking-async
        slow(index)
        del self.items[index]

    def __len__(self):
        return len(self.items)

    def insert(self, index, value):  # -> blocking-async
        self.items.insert(index, slow(value))


class Bag(Set):
    def __init__(self, items):
        self.items = list(items)

    def __contains__(self, item):  # -> blocking-async
        return slow(item) in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)

    @classmethod
    def _from_iterable(cls, items):  # -> any
        return set(items)


class Names(MutableSet):
    def __init__(self, items):
        self.items = items

    def __contains__(self, item):
        return item in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)

    def add(self, item):  # -> blocking-async
        self.items.add(slow(item))

    def discard(self, item):  # -> blocking-async
        self.items.discard(slow(item))


class Pages:
    def __init__(self, count):
        self.count = count

    def __iter__(self):  # -> blocking-async
        for page in range(self.count):
            yield slow(page)


class Missing(dict):
    def __missing__(self, key):  # -> blocking-async
        return slow(key)


class Template(string.Formatter):
    def get_value(self, key, args, kwargs):  # -> blocking-async
        return slow(key)


class Copied:
    def __class_getitem__(cls, item):  # -> blocking-async
        slow(item)
        return cls
