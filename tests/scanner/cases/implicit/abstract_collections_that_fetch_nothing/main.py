import time
from collections.abc import Mapping, MutableSequence, Sequence, Set

from fastapi import FastAPI

app = FastAPI()


class Lazy(Mapping):
    """Only reading an item waits: what asks for less does not."""

    def __init__(self, names):
        self.names = names

    def __getitem__(self, key):
        time.sleep(0.001)
        return key

    def __contains__(self, key):
        return key in self.names

    def __eq__(self, other):
        return self.names == other

    __hash__ = None

    def __iter__(self):
        return iter(self.names)

    def __len__(self):
        return len(self.names)


class Held(Sequence):
    def __init__(self, items):
        self.items = items

    def __getitem__(self, index):
        return self.items[index]

    def __len__(self):
        return len(self.items)


class Slow(Held):
    def __getitem__(self, index):
        time.sleep(0.001)
        return self.items[index]

    def index(self, value, start=0, stop=None):
        return self.items.index(value)

    def __contains__(self, value):
        return value in self.items


class Written(MutableSequence, Held):
    def __setitem__(self, index, value):
        time.sleep(0.001)

    def __delitem__(self, index):
        del self.items[index]

    def insert(self, index, value):
        self.items.insert(index, value)


class Bag(Set):
    def __init__(self, items):
        self.items = list(items)

    def __contains__(self, item):
        return item in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)


@app.get("/lazy")
async def lazy():  # -> native-async
    found = Lazy(["a"])
    return ["a" in found, found == ["a"], len(found), list(found), list(found.keys())]


@app.get("/held")
async def held():  # -> native-async
    items = Held([1])
    return [items.index(1), items.count(1), 1 in items, *items]


@app.get("/slow")
async def slow():  # -> native-async
    items = Slow([1])
    return [items.index(1), 1 in items, len(items)]


@app.get("/written")
async def written():  # -> native-async
    items = Written([1])
    items.append(2)
    items += [3]
    items.remove(2)
    return items.pop()


@app.get("/bag")
async def bag():  # -> native-async
    return [len(Bag([1]) & Bag([1])), Bag([1]) <= {1}, Bag([1]).isdisjoint([2])]
