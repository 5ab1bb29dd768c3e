import operator
import time
import types
import weakref
from collections import UserList

from fastapi import FastAPI

app = FastAPI()


class Stock:
    @property
    def level(self):  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return 1

    name = "stock"


@app.get("/level")
async def level():  # -> blocking-async (helper)
    return operator.attrgetter("level")(Stock())


@app.get("/name")
async def name():  # -> native-async
    return operator.attrgetter("name")(Stock())


@app.get("/sorted")
async def ordered():  # -> blocking-async (helper)
    return len(sorted([Stock(), Stock()], key=operator.attrgetter("level")))


@app.get("/items")
async def items():  # -> native-async
    return operator.itemgetter(0)([1, 2])


class Sensor:
    def read(self) -> int:  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return 1

    def peek(self) -> int:
        return 1


SENSOR = Sensor()
LIVE: weakref.WeakSet[Sensor] = weakref.WeakSet([SENSOR])
NAMES: weakref.WeakKeyDictionary[Sensor, Sensor] = weakref.WeakKeyDictionary({SENSOR: SENSOR})


@app.get("/key")
async def by_key():  # -> blocking-async (helper)
    return operator.itemgetter("a")({"a": SENSOR}).read()


@app.get("/keys")
async def by_keys():  # -> blocking-async (helper)
    _, second = operator.itemgetter("a", "b")({"a": SENSOR.peek, "b": SENSOR.read})
    return second()


@app.get("/keys/calm")
async def by_keys_calm():  # -> native-async
    first, _ = operator.itemgetter("a", "b")({"a": SENSOR.peek, "b": SENSOR.read})
    return first()


@app.get("/names")
async def by_names():  # -> blocking-async (helper)
    _, second = operator.attrgetter("peek", "read")(SENSOR)
    return second()


@app.get("/weak")
async def in_a_weak_set():  # -> blocking-async (helper)
    return [sensor.read() for sensor in LIVE]


@app.get("/weak/calm")
async def in_a_weak_set_calm():  # -> native-async
    return [sensor.peek() for sensor in LIVE]


@app.get("/weak/keys")
async def in_a_weak_dictionary():  # -> blocking-async (helper)
    return [sensor.read() for sensor in NAMES.values()]


@app.get("/method")
async def made_a_method():  # -> blocking-async (helper)
    return types.MethodType(Sensor.read, SENSOR)()


@app.get("/own/list")
async def in_a_user_list():  # -> blocking-async (helper)
    return [sensor.read() for sensor in UserList([SENSOR])]
