import time
from dataclasses import KW_ONLY, astuple, dataclass
from typing import Any, ClassVar

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


def slow():  # -> blocking-async
    time.sleep(0.001)


def quick():
    return None


@dataclass
class Step:
    known: ClassVar[dict] = {}
    run: Any = None
    undo: Any = None

    def __post_init__(self):
        self.known["last"] = self.run


@app.get("/run")
async def run():  # -> blocking-async (helper)
    Step(slow, quick).run()


@app.get("/undo")
async def undo():  # -> native-async
    Step(slow, quick).undo()


@app.get("/known")
async def known():  # -> blocking-async (helper)
    Step(slow)
    Step.known["last"]()


@app.get("/written")
async def written():  # -> blocking-async (helper)
    astuple(Step(quick, slow))[1]()


@app.get("/written/first")
async def written_first():  # -> native-async
    astuple(Step(quick, slow))[0]()


@dataclass
class Options:
    first: Any
    _: KW_ONLY
    second: Any = None


@app.get("/options")
async def options():  # -> blocking-async (helper)
    Options(quick, second=slow).second()


@app.get("/options/first")
async def options_first():  # -> native-async
    Options(quick, second=slow).first()


class Plan(BaseModel):
    run: Any = None
    other: Any = None

    def __init__(self, run, **rest):
        super().__init__(run=run, **rest)


@app.get("/plan")
async def plan():  # -> blocking-async (helper)
    Plan(slow, other=quick).run()


@app.get("/plan/other")
async def plan_other():  # -> native-async
    Plan(slow, other=quick).other()


@dataclass
class Base:
    run: Any
    other: Any = None


class Heir(Base):
    def __init__(self, run):
        super().__init__(quick, other=run)


@app.get("/heir")
async def heir():  # -> blocking-async (helper)
    Heir(slow).other()


@app.get("/heir/run")
async def heir_run():  # -> native-async
    Heir(slow).run()
