import time


def repository(model, source):
    class Repo:
        kind = model

        def __init__(self):
            self.source = source

        def all(self):  # -> blocking-async
            return self.source.fetch(self.kind)

        @classmethod
        def name(cls):
            return cls.kind

    Repo.__name__ = f"{model}Repo"
    return Repo


class Memory:
    def __init__(self):
        self.rows = []

    def fetch(self, kind):
        return [r for r in self.rows if r == kind]


class Remote:
    def fetch(self, kind):  # -> blocking-async
        time.sleep(0.001)
        return [kind]


Users = repository("users", Memory())
Orders = repository("orders", Remote())


def mixin_for(*hooks):
    namespace = {f"hook_{n}": staticmethod(hook) for n, hook in enumerate(hooks)}
    return type("Hooks", (), namespace)


def slow_hook(x):  # -> blocking-async
    time.sleep(0.001)
    return x


Hooked = mixin_for(str, slow_hook)


class Plugin:
    registry = []
    priority = 0

    def __init_subclass__(cls, priority=0, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.priority = priority
        Plugin.registry.append(cls)

    @classmethod
    def ordered(cls):
        return sorted(cls.registry, key=lambda p: p.priority)

    def run(self):
        return type(self).__name__


class First(Plugin, priority=2):
    pass


class Second(Plugin, priority=1):
    def run(self):
        return super().run().lower()
