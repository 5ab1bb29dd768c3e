import logging
import sqlite3

from fastapi import FastAPI

log = logging.getLogger(__name__)
log.setLevel(logging.INFO)
app = FastAPI()


def total() -> int:  # -> blocking-async
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    return connection.execute("select 1").fetchone()[0]


class Ledger:
    def __repr__(self) -> str:  # -> blocking-async
        return f"<Ledger {total()}>"


class Money:
    def __init__(self, value: int) -> None:
        self.value = value

    def __format__(self, spec: str) -> str:  # -> blocking-async
        return f"{self.value + total()}{spec}"


class Quiet:
    def __str__(self) -> str:
        return "quiet"

    def __repr__(self) -> str:  # -> blocking-async
        return str(total())


@app.get("/fstring")
async def fstring():  # -> blocking-async
    return f"{Ledger()!r}"


@app.get("/plain")
async def plain():  # -> blocking-async
    return "{}".format(Ledger())


@app.get("/spec")
async def spec():  # -> blocking-async
    return "{:x}".format(Money(3))


@app.get("/builtin")
async def builtin():  # -> blocking-async
    return format(Money(3), "y")


@app.get("/percent")
async def percent():  # -> blocking-async
    return "%s" % Ledger()


@app.get("/percent-r")
async def percent_r():  # -> blocking-async
    return "%r" % (Quiet(),)


@app.get("/quiet")
async def quiet():  # -> native-async
    return f"{Quiet()}" + str(Quiet()) + "%s" % Quiet()


@app.get("/nested")
async def nested():  # -> blocking-async
    return str([Quiet()])


@app.get("/debug")
async def debug():  # -> native-async
    log.debug("ledger %s", Ledger())
    return 1


@app.get("/asserts")
async def asserts():  # -> blocking-async
    return f"{Ledger()=}"
