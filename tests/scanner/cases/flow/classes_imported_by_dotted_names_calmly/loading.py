import importlib
from functools import lru_cache


def import_from(name):
    parts = name.split(".")
    module = importlib.import_module(".".join(parts[:-1]))
    return getattr(module, parts[-1])


@lru_cache
def implementation(base, name):
    if name is None:
        return base
    found = import_from(name)
    assert issubclass(found, base)
    return found
