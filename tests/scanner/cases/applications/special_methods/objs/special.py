import time


def nap():  # -> blocking-async
    time.sleep(0.001)


class Key:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        return hash(self.name)

    def __eq__(self, other):  # -> blocking-async
        nap()
        return isinstance(other, Key) and self.name == other.name


class Ids:
    def __init__(self, items):
        self.items = items

    def __contains__(self, item):  # -> blocking-async
        nap()
        return item in self.items

    def __len__(self):
        return len(self.items)

    def __getitem__(self, index):  # -> blocking-async
        if isinstance(index, slice):
            nap()
            return Ids(self.items[index])
        return self.items[index]


class Truth:
    def __init__(self, value):
        self.value = value

    def __bool__(self):  # -> blocking-async
        nap()
        return self.value


class Money:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        return Money(self.n + other.n)

    def __iadd__(self, other):  # -> blocking-async
        nap()
        self.n += other.n
        return self

    def __radd__(self, other):
        return Money(self.n + other)

    def __mul__(self, k):  # -> blocking-async
        nap()
        return Money(self.n * k)

    __rmul__ = __mul__

    def __format__(self, spec):  # -> blocking-async
        if spec == "full":
            nap()
        return f"{self.n}"

    def __int__(self):
        return self.n

    def __neg__(self):  # -> blocking-async
        nap()
        return Money(-self.n)

    def __round__(self, n=0):  # -> blocking-async
        nap()
        return self.n


class Handle:
    def __await__(self):  # -> blocking-async
        nap()
        yield from ()
        return 1


class Calm:
    def __await__(self):
        return self._run().__await__()

    async def _run(self):
        return 2


class Tracked:
    def __getattribute__(self, name):  # -> blocking-async
        if name.startswith("remote"):
            nap()
        return object.__getattribute__(self, name)

    remote_value = 1
    local = 2


class Lazy:
    def __init__(self):
        self.loaded = {}

    def __getattr__(self, name):  # -> blocking-async
        nap()
        self.loaded[name] = 1
        return 1

    def __setattr__(self, name, value):
        super().__setattr__(name, value)

    def __delattr__(self, name):  # -> blocking-async
        nap()

    def __dir__(self):  # -> blocking-async
        nap()
        return ["a"]


class Version(tuple):
    def __new__(cls, text):  # -> blocking-async
        nap()
        return super().__new__(cls, text.split("."))

    @property
    def major(self):
        return self[0]


class Matrix:
    def __matmul__(self, other):  # -> blocking-async
        nap()
        return 1

    def __invert__(self):
        return 0

    def __lshift__(self, other):  # -> blocking-async
        return self.push(other)

    def push(self, other):  # -> blocking-async
        nap()
        return self
