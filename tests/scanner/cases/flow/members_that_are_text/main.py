"""Members of an enumeration that are text, and a class that extends text, are asked what text can do."""

import enum
import time

from fastapi import FastAPI


class Text(str, enum.Enum):
    def __str__(self):
        return self.value


class Kind(Text):
    SLOW = "SLOW"
    CALM = "CALM"


class Name(str):
    def initial(self):
        return self[:1]


def slow():  # -> converted-def
    time.sleep(0.01)


def calm():
    return 1


HANDLERS = {"slow": slow, "calm": calm}
app = FastAPI()


@app.get("/slow")
def run_slow():  # -> converted-def
    HANDLERS[Kind.SLOW.lower()]()


@app.get("/calm")
async def run_calm():  # -> native-async (no-io)
    return HANDLERS[Kind.CALM.lower()]()


@app.get("/starts")
async def starts(kind: Kind = Kind.CALM):  # -> native-async (no-io)
    return kind.startswith("C")


@app.get("/name")
async def name():  # -> native-async (no-io)
    return Name("depot").initial().upper() + Name("x").title()
