import importlib


def make(module, name):
    return eval(f"found.{name}", {"found": importlib.import_module(module)})()
