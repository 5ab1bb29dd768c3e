import importlib
import sys

from managers import Manager, Quick


def make(name):
    module, _, attribute = name.partition(":")
    importlib.import_module(module)
    return vars(sys.modules[module])[attribute]()


class State:
    manager: Manager | None = None
    quick: Quick | None = None


_manager: Manager | None = None


def start(settings):
    for name, text in settings.items():
        setattr(State, name, make(text))
    globals().update(_manager=State.manager)


def get_manager() -> Manager:
    if State.manager is None:
        raise RuntimeError("not started")
    return State.manager


def get_quick() -> Quick:
    if State.quick is None:
        raise RuntimeError("not started")
    return State.quick


def get_global():
    if _manager is None:
        raise RuntimeError("not started")
    return _manager
