import time


class Avatar:
    """Loads the picture when it is first looked at."""

    def __set_name__(self, owner, name):
        self.slot = "_" + name

    def __get__(self, instance, owner=None):  # -> blocking-async
        if instance is None:
            return self
        if self.slot not in instance.__dict__:
            instance.__dict__[self.slot] = self.load(instance)
        return instance.__dict__[self.slot]

    def load(self, instance) -> bytes:  # -> blocking-async
        time.sleep(0.001)
        return instance.name.encode()


class Upper:
    def __get__(self, instance, owner=None):
        return instance.name.upper()


class Profile:
    avatar = Avatar()
    label = Upper()

    def __init__(self, name: str) -> None:
        self.name = name


class Profiles:
    def __getitem__(self, name: str) -> Profile:
        return Profile(name)

    def __contains__(self, name: str) -> bool:
        return bool(name)

    def __missing__(self, name: str) -> Profile:
        time.sleep(1)
        return Profile(name)
