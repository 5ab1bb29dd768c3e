import time

from conf.settings import Backend, FEATURES, USE_REMOTE, get_settings


class Memory:
    def read(self):
        return 1


class Remote:
    def read(self):  # -> blocking-async
        time.sleep(0.001)
        return 2


def by_argument(kind):
    if kind == "memory":
        return Memory()
    if kind is Backend.REMOTE:
        return Remote()
    raise ValueError(kind)


def by_constant():
    return Remote() if not USE_REMOTE else Memory()


def by_flag(slow=False):  # -> blocking-async
    backend = Memory()
    if slow:
        backend = Remote()
    return backend.read()


def by_kwargs(**options):  # -> blocking-async
    if options.get("slow"):
        time.sleep(0.001)
    return options


def early(kind):  # -> blocking-async
    if kind is None:
        return None
    time.sleep(0.001)
    return kind


def either(first=None, second=None):  # -> blocking-async
    return (first or second or Memory()).read()


def typed(value):  # -> blocking-async
    if isinstance(value, str):
        return value.upper()
    elif isinstance(value, (list, tuple)):
        return [typed(v) for v in value]
    elif callable(value):
        return value()
    return value


class Pool:
    def __init__(self, size=1, lazy=True):  # -> blocking-async
        self.size = size
        self.lazy = lazy
        if not lazy:
            self.fill()

    def fill(self):  # -> blocking-async
        time.sleep(0.001)

    def get(self):  # -> blocking-async
        if self.lazy:
            self.fill()
        return 1


def loop(items, on_item=None):  # -> blocking-async
    for item in items:
        if on_item is not None:
            on_item(item)
    return len(items)
