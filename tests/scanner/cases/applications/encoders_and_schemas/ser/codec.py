import dataclasses
import enum
import json
import pickle
from datetime import date, datetime
from functools import singledispatchmethod

import requests


class Encoder(json.JSONEncoder):
    def default(self, o):  # -> blocking-async
        if dataclasses.is_dataclass(o):
            return dataclasses.asdict(o)
        if isinstance(o, enum.Enum):
            return o.value
        if hasattr(o, "to_json"):
            return o.to_json()
        return super().default(o)


class Remote:
    def to_json(self):  # -> blocking-async
        return requests.get("http://x.test/").status_code


class Local:
    def to_json(self):
        return 1

    def __reduce__(self):
        return (Local, ())


class Heavy:
    def __getstate__(self):  # -> blocking-async
        requests.get("http://state.test/")
        return {}


@dataclasses.dataclass
class Point:
    x: int
    y: int = 0


def dumps(value):  # -> blocking-async
    return json.dumps(value, cls=Encoder)


def hooked(text):  # -> blocking-async
    def hook(pairs):  # -> blocking-async
        if "url" in pairs:
            return requests.get(pairs["url"]).status_code
        return pairs

    return json.loads(text, object_hook=hook)


class Schema:
    fields: dict = {}

    def __init_subclass__(cls):
        cls.fields = {n: getattr(cls, n) for n in cls.__annotations__}

    def load(self, data):  # -> blocking-async
        return {name: convert(data[name]) for name, convert in self.fields.items() if name in data}


def remote_int(value):  # -> blocking-async
    requests.get("http://convert.test/")
    return int(value)


class Plain(Schema):
    n: object = int


class Checked(Schema):
    n: object = remote_int
