"""``**vars(x)``, ``{**vars(x)}``, ``dict(vars(x))``: what an object holds, each thing under its name."""

import os
from collections import ChainMap
from dataclasses import dataclass
from types import SimpleNamespace

import requests
from fastapi import FastAPI

app = FastAPI()


class Remote:
    def fetch(self):  # -> blocking-async
        return requests.get("http://a.test").text


class Memory:
    def fetch(self):
        return "x"


class Case:
    def __init__(self, reader=None, other=None):
        self.reader = reader
        self.other = other

    @classmethod
    def build(cls, **ports):
        return cls(**{name: port for name, port in ports.items() if name in ("reader", "other")})


@dataclass
class Ports:
    reader: object
    other: object


class Loose:
    def __init__(self, **given):
        self.__dict__.update(given)


class Named:
    def __init__(self, **given):
        for name, value in given.items():
            setattr(self, name, value)


class Empty:
    pass


at_once = SimpleNamespace(reader=Remote(), other=Memory())
later = SimpleNamespace()
later.reader = Remote()
later.other = Memory()
ports = Ports(Remote(), Memory())
loose = Loose(reader=Remote(), other=Memory())
named = Named(reader=Remote(), other=Memory())
empty = Empty()
empty.reader = Remote()
empty.other = Memory()
calm = dict(vars(at_once), reader=Memory())
chosen = vars(later) if os.getenv("CLEARLOOP_UNSET") is None else {"reader": Memory(), "more": 3}


def merged(**given):
    given.update(vars(later))
    return given


@app.get("/at-once")
async def a():  # -> blocking-async
    return Case.build(**vars(at_once)).reader.fetch()


@app.get("/at-once/other")
async def a_other():  # -> native-async
    return Case.build(**vars(at_once)).other.fetch()


@app.get("/calm")
async def a_calm():  # -> native-async
    return Case.build(**calm).reader.fetch()


@app.get("/later")
async def b():  # -> blocking-async
    return Case(**vars(later)).reader.fetch()


@app.get("/later/other")
async def b_other():  # -> native-async
    return Case(**later.__dict__).other.fetch()


@app.get("/ports")
async def c():  # -> blocking-async
    return Case(**vars(ports)).reader.fetch()


@app.get("/ports/other")
async def c_other():  # -> native-async
    return {**vars(ports)}["other"].fetch()


@app.get("/loose")
async def d():  # -> blocking-async
    return {**vars(loose)}["reader"].fetch()


@app.get("/loose/other")
async def d_other():  # -> native-async
    return dict(vars(loose))["other"].fetch()


@app.get("/named")
async def e():  # -> blocking-async
    return Case(**vars(named)).reader.fetch()


@app.get("/named/other")
async def e_other():  # -> native-async
    return (vars(named) | {"x": 1})["other"].fetch()


@app.get("/empty")
async def f():  # -> blocking-async
    return Case(**vars(empty)).reader.fetch()


@app.get("/empty/other")
async def f_other():  # -> native-async
    return Case(**vars(empty)).other.fetch()


@app.get("/chosen")
async def g():  # -> blocking-async
    return dict(chosen)["reader"].fetch()


@app.get("/chosen/shown")
async def g_shown():  # -> blocking-async
    return {**chosen}["reader"].fetch()


@app.get("/chosen/calm")
async def g_calm():  # -> native-async
    return dict(chosen, reader=Memory())["reader"].fetch()


@app.get("/merged")
async def h():  # -> blocking-async
    return merged(reader=Memory())["reader"].fetch()


@app.get("/merged/other")
async def h_other():  # -> native-async
    return merged(other=Remote())["other"].fetch()


@app.get("/chain")
async def i():  # -> blocking-async
    return ChainMap(vars(later), calm)["reader"].fetch()


@app.get("/chain/calm")
async def i_calm():  # -> native-async
    return ChainMap(calm, vars(later))["reader"].fetch()


@app.get("/def")
def j():  # -> converted-def
    return [port.fetch() for name, port in vars(later).items()]
