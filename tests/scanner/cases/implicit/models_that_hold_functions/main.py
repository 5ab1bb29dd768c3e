import time
from typing import Annotated, Any

from fastapi import FastAPI
from pydantic import AfterValidator, BaseModel, Field, field_serializer, field_validator, model_validator

app = FastAPI()


def slow():  # -> blocking-async
    time.sleep(0.001)


def quick():
    return None


class Renamed(BaseModel):
    run: Any = Field(default=None, alias="RUN")


@app.get("/alias")
async def alias():  # -> blocking-async (helper)
    return Renamed(RUN=slow).run()


@app.get("/alias/calm")
async def alias_calm():  # -> native-async
    return Renamed(RUN=quick).run()


class Step(BaseModel):
    run: Any


class Plan(BaseModel):
    first: Step


@app.get("/nested")
async def nested():  # -> blocking-async (helper)
    return Plan(first={"run": slow}).first.run()


@app.get("/nested/calm")
async def nested_calm():  # -> native-async
    return Plan(first={"run": quick}).first.run()


class Unpacked(BaseModel):
    run: Any

    @field_validator("run", mode="before")
    @classmethod
    def unpack(cls, given):
        return given[0]


@app.get("/unpacked")
async def unpacked():  # -> blocking-async (helper)
    return Unpacked(run=[slow]).run()


@app.get("/unpacked/calm")
async def unpacked_calm():  # -> native-async
    return Unpacked(run=[quick]).run()


class Checked(BaseModel):
    run: Any

    @field_validator("run")
    @classmethod
    def check(cls, given):  # -> blocking-async
        given()
        return given


@app.get("/checked")
async def checked():  # -> blocking-async (helper)
    Checked(run=slow)


class CheckedCalmly(BaseModel):
    run: Any

    @field_validator("run")
    @classmethod
    def check(cls, given):
        given()
        return given


@app.get("/checked/calm")
async def checked_calm():  # -> native-async
    CheckedCalmly(run=quick)


class Written(BaseModel):
    run: Any

    @field_serializer("run")
    def write(self, held):  # -> blocking-async
        return held()


@app.get("/written")
async def written():  # -> blocking-async (helper)
    return Written(run=slow).model_dump()


@app.get("/written/not")
async def not_written():  # -> native-async
    return Written(run=slow).run is None


class Ready(BaseModel):
    run: Any

    @model_validator(mode="after")
    def start(self):  # -> blocking-async
        self.run()
        return self


@app.get("/validated")
async def validated():  # -> blocking-async (helper)
    Ready.model_validate({"run": slow})


class ReadyCalmly(BaseModel):
    run: Any

    @model_validator(mode="after")
    def start(self):
        self.run()
        return self


@app.get("/validated/calm")
async def validated_calm():  # -> native-async
    ReadyCalmly.model_validate({"run": quick})


class Called(BaseModel):
    result: Annotated[Any, AfterValidator(lambda given: given())]


@app.get("/annotated")
async def annotated():  # -> blocking-async (helper)
    Called(result=slow)


class CalledCalmly(BaseModel):
    result: Annotated[Any, AfterValidator(lambda given: given())]


@app.get("/annotated/calm")
async def annotated_calm():  # -> native-async
    CalledCalmly(result=quick)
