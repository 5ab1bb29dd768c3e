import importlib

from reports.registry import Registry

PLUGINS = ("reports.plugins.sales", "reports.plugins.stock", "reports.plugins.exports")


def load_all(registry: Registry) -> None:
    for name in PLUGINS:
        module = importlib.import_module(name)
        module.setup(registry)
