from collections import UserDict, namedtuple
from dataclasses import InitVar, dataclass, field
from typing import NamedTuple, TypedDict

import requests


class Row(NamedTuple):
    key: str

    def fetch(self):  # -> blocking-async
        return requests.get(f"http://rows.test/{self.key}").status_code

    @property
    def upper(self):
        return self.key.upper()


Pair = namedtuple("Pair", "left right")


class Options(TypedDict, total=False):
    retries: int


@dataclass(slots=True)
class Job:
    url: str
    warm: InitVar[bool] = False
    status: int = field(init=False, default=0)

    def __post_init__(self, warm):  # -> blocking-async
        if warm:
            self.status = requests.get(self.url).status_code


class Cache(UserDict):
    def __missing__(self, key):  # -> blocking-async
        self.data[key] = requests.get(f"http://cache.test/{key}").status_code
        return self.data[key]
