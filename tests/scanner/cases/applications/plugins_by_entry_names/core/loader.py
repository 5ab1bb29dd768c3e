import importlib
import sys
from functools import reduce
from pkgutil import resolve_name


def load(path):
    module, _, attribute = path.partition(":")
    return reduce(getattr, attribute.split("."), importlib.import_module(module))


def import_string(dotted):
    module_path, name = dotted.rsplit(".", 1)
    if module_path not in sys.modules:
        importlib.import_module(module_path)
    return getattr(sys.modules[module_path], name)


def via_pkgutil(path):
    return resolve_name(path)


def via_dunder(path):
    module, name = path.split(":")
    return getattr(__import__(module, fromlist=[name]), name)
