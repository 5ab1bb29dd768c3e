class LocalProxy:
    __slots__ = ("_LocalProxy__get", "__dict__")

    def __init__(self, get):
        object.__setattr__(self, "_LocalProxy__get", get)

    def _current(self):
        return self.__get()

    def __getattr__(self, name):
        return getattr(self._current(), name)

    def __repr__(self):
        return f"<proxy of {self._current()!r}>"
