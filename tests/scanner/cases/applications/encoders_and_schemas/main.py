import pickle

from fastapi import FastAPI

from ser.codec import Checked, Heavy, Local, Plain, Point, Remote, dumps, hooked, remote_int
from ser.responses import Custom, Lazy

app = FastAPI()


@app.get("/dumps")
async def a():  # -> native-async
    return dumps([Point(1), Local()])


@app.get("/dumps/remote")
async def b():  # -> blocking-async
    return dumps({"a": Remote()})


@app.get("/custom")
async def c():  # -> native-async
    return Custom({"p": Point(1)})


@app.get("/custom/remote")
async def d():  # -> blocking-async
    return Custom({"p": Remote()})


@app.get("/custom/def")
def e():  # -> converted-def
    return Custom({"p": Remote()})


@app.get("/lazy")
async def f():  # -> native-async
    return Lazy(lambda: 1)


@app.get("/hooked")
async def h():  # -> blocking-async
    return hooked('{"url": "http://x.test/"}')


@app.get("/pickle")
async def i():  # -> native-async
    return len(pickle.dumps(Local()))


@app.get("/pickle/heavy")
async def j():  # -> blocking-async
    return len(pickle.dumps(Heavy()))


@app.get("/schema")
async def k():  # -> native-async
    return Plain().load({"n": "1"})


@app.get("/schema/checked")
async def m():  # -> blocking-async
    return Checked().load({"n": "1"})


@app.get("/def")
def n():  # -> converted-def
    return dumps(Remote())
