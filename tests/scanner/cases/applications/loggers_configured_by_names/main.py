from fastapi import FastAPI

from obs.loggers import audit, direct, errors, filtered, quiet, tagged, tagged_quiet
from obs.setup import install

install()
app = FastAPI()


@app.get("/error")
async def a():  # -> blocking-async
    errors.error("x")


@app.get("/info")
async def b():  # -> native-async
    errors.info("x")


@app.get("/direct")
async def c():  # -> blocking-async
    direct.warning("x")


@app.get("/direct/info")
async def d():  # -> native-async
    direct.info("x")


@app.get("/quiet")
async def e():  # -> native-async
    quiet.error("x")


@app.get("/filtered")
async def f():  # -> blocking-async
    filtered.error("x")


@app.get("/tagged")
async def g():  # -> blocking-async
    tagged.error("x")


@app.get("/tagged/quiet")
async def h():  # -> native-async
    tagged_quiet.error("x")


@app.get("/exception")
async def i():  # -> blocking-async
    try:
        raise ValueError
    except ValueError:
        errors.exception("x")


@audit
def work(x):
    return x


@app.get("/audited")
async def j():  # -> blocking-async
    return work(1)


@app.get("/def")
def k():  # -> converted-def
    errors.error("x")
