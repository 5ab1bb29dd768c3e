from fastapi import Depends, FastAPI

from core.ports import Reader
from infra.readers import TextReader
from infra.stages import clean, offloaded, sleepy
from infra.templates import SlowSource, SlowWords, Words
from web.deps import Use, cached_http, cached_text, http_reader, text_reader

app = FastAPI()


@app.get("/http")
async def a(r: Reader[str] = Depends(http_reader)):  # -> blocking-async
    return r.read()


@app.get("/text")
async def b(r: Reader[str] = Depends(text_reader)):  # -> native-async
    return r.read()


@app.get("/cached/http")
async def c(r: Reader[str] = Depends(cached_http)):  # -> blocking-async
    return r.read()


@app.get("/cached/text")
async def d(r: Reader[str] = Depends(cached_text)):  # -> native-async
    return r.read()


@app.get("/use")
async def e(r: Reader = Depends(Use(TextReader("y")))):  # -> native-async
    return r.read()


@app.get("/words")
async def f():  # -> native-async
    return Words().run()


@app.get("/words/slow")
async def g():  # -> blocking-async
    return SlowWords().run()


@app.get("/words/source")
async def h():  # -> blocking-async
    return SlowSource().run()


@app.get("/clean")
async def i():  # -> native-async
    return await clean.run("x")


@app.get("/sleepy")
async def j():  # -> blocking-async
    return await sleepy.run("x")


@app.get("/offloaded")
async def k():  # -> native-async
    return await offloaded.run("x")


@app.get("/def")
def m(r: Reader[str] = Depends(http_reader)):  # -> converted-def
    return r.read()
