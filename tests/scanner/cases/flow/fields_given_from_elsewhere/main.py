import time
from collections.abc import Iterator

from fastapi import FastAPI
from pydantic import BaseModel, Field

app = FastAPI()


class Options(BaseModel):
    remote: bool = Field(False, alias="useRemote")
    name: str = "x"

    def read(self) -> str:  # -> blocking-async via time.sleep
        if self.remote:
            time.sleep(0.001)
        return self.name


class Step(BaseModel):
    name: str = "a"

    def run(self) -> str:  # -> blocking-async via time.sleep
        time.sleep(0.001)
        return self.name


class Plan(BaseModel):
    steps: list[Step] = Field(default_factory=list)


def load(**values: object) -> Options:
    return Options(**values)


def unpacked(values: dict[str, list[dict[str, str]]]) -> Iterator[Plan]:
    yield Plan(**values)


@app.get("/loaded")
async def loaded() -> str:  # -> blocking-async via time.sleep
    return load(useRemote=True).read()


@app.get("/by-alias")
async def by_alias() -> str:  # -> blocking-async via time.sleep
    return Options(useRemote=True).read()


@app.get("/by-default")
async def by_default() -> str:  # -> native-async
    return Options(name="y").read()


@app.get("/first-step")
async def first_step() -> str:  # -> blocking-async via time.sleep
    plan = next(unpacked({"steps": [{"name": "b"}]}))
    step = next((step for step in plan.steps if step.name == "b"), None)
    if step is None:
        return "none"
    return step.run()
