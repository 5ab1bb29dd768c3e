import importlib

STORAGE = "storage.memory"
ARCHIVE = "storage.disk"


def backend(name):
    return importlib.import_module(name).Backend()


def relative(name):
    return importlib.import_module(f".{name}", package="storage").Backend()
