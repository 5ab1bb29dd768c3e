import attrs
import requests
from attrs import define, field, frozen, validators


def fetch_default():  # -> blocking-async
    return requests.get("http://defaults.test/").status_code


def to_int(value):
    return int(value)


def check_remote(instance, attribute, value):  # -> blocking-async
    requests.head(f"http://check.test/{value}")


@define
class Plain:
    a: int = field(converter=to_int, default=1)
    b: list = attrs.Factory(list)

    def total(self):
        return self.a + len(self.b)


@define
class Remote:
    a: int = field(factory=fetch_default)


@define
class Validated:
    a: str = field(default="x", validator=[validators.instance_of(str), check_remote])


@frozen
class Posted:
    a: int = 1
    b: int = field(init=False)

    def __attrs_post_init__(self):  # -> blocking-async
        object.__setattr__(self, "b", fetch_default())


@define
class SelfDefault:
    a: int = 2
    b: int = field()

    @b.default
    def _b(self):  # -> blocking-async
        return fetch_default()

    @a.validator if False else (lambda f: f)
    def _nothing(self, attribute, value):
        return None
