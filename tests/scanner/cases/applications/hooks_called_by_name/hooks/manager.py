import asyncio
import inspect
from collections import OrderedDict
from types import SimpleNamespace


class HookSpec:
    def __init__(self, project):
        self.project = project

    def __call__(self, function=None, **options):
        def mark(inner):
            setattr(inner, f"{self.project}_impl", SimpleNamespace(**{"first": False, **options}))
            return inner

        return mark(function) if function else mark


hookimpl = HookSpec("demo")


class HookCaller:
    def __init__(self, name):
        self.name = name
        self.impls = []

    def __call__(self, **kwargs):  # -> blocking-async
        return [i(**{k: v for k, v in kwargs.items() if k in inspect.signature(i).parameters}) for i in self.impls]

    async def aio(self, **kwargs):
        out = []
        for made in self(**kwargs):
            out.append(await made if asyncio.iscoroutine(made) else made)
        return out


class Hooks:
    def __init__(self):
        self._callers = OrderedDict()

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return self._callers.setdefault(name, HookCaller(name))


class Manager:
    def __init__(self):
        self.hook = Hooks()

    def register(self, plugin):
        for name in dir(plugin):
            method = getattr(plugin, name, None)
            if getattr(method, "demo_impl", None) is not None:
                caller = getattr(self.hook, name)
                caller.impls.insert(0 if method.demo_impl.first else len(caller.impls), method)
        return plugin
