import time


class Spec:
    def check(self, item):
        raise NotImplementedError

    def __and__(self, other):
        return And(self, other)

    def __or__(self, other):
        return Or(self, other)

    def __invert__(self):
        return Not(self)


class And(Spec):
    def __init__(self, *parts):
        self.parts = parts

    def check(self, item):  # -> blocking-async
        return all(p.check(item) for p in self.parts)


class Or(And):
    def check(self, item):
        return any(p.check(item) for p in self.parts)


class Not(Spec):
    def __init__(self, inner):
        self.inner = inner

    def check(self, item):
        return not self.inner.check(item)


class Positive(Spec):
    def check(self, item):
        return item > 0


class Remote(Spec):
    def check(self, item):  # -> blocking-async
        time.sleep(0.001)
        return True
