import time


class Base:
    hooks = []

    def handle(self, x):  # -> blocking-async
        for hook in self.hooks:
            x = hook(x)
        return self.finish(x)

    def finish(self, x):
        return x


class Child(Base):
    pass


class Hooked(Base):
    hooks = [str, lambda x: time.sleep(0.001) or x]


def slow_finish(self, x):  # -> blocking-async
    time.sleep(0.001)
    return x


setattr(Child, "finish", slow_finish)
