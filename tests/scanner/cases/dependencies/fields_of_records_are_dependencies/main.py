"""Classes whose constructors are made from their fields: each field is a parameter of the dependency."""

import time
from dataclasses import dataclass
from typing import Annotated

import attrs
from fastapi import Depends, FastAPI, Query
from pydantic import AfterValidator, BaseModel
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

app = FastAPI()
make = sessionmaker(create_engine("sqlite://"))


def checked(word="x"):  # -> blocking-async
    time.sleep(0.001)
    return word


async def user(token: str = "x"):  # -> blocking-async
    return checked(token)


async def nobody():
    return ""


def get_db():
    with make() as db:
        yield db


@dataclass
class Asked:
    user: str = Depends(user)
    q: str = ""


@dataclass
class Unasked(Asked):
    user: str = Depends(nobody)


@dataclass
class Rows:
    db: Session = Depends(get_db)
    page: int = 1

    def count(self):  # -> blocking-async
        return len(self.db.execute(text("select 1")).all())


@dataclass
class Replaced:
    q: Annotated[str, AfterValidator(checked)] = Query("x")


class Filter(BaseModel):
    q: Annotated[str, AfterValidator(checked)] = "x"


@attrs.define
class Both:
    rows: Rows = Depends()
    asked: Unasked = Depends()


@app.get("/asked")
async def asked(params: Asked = Depends()):  # -> blocking-async
    return params.q


@app.get("/asked/def")
def asked_def(params: Annotated[Asked, Depends()]):  # -> blocking-async
    return params.q


@app.get("/unasked")
async def unasked(params: Unasked = Depends(Unasked)):  # -> native-async
    return params.q


@app.get("/rows")
async def rows(params: Annotated[Rows, Depends()]):  # -> blocking-async
    return params.count()


@app.get("/rows/def")
def rows_def(params: Annotated[Rows, Depends()]):  # -> converted-def
    return params.count()


@app.get("/replaced")
async def replaced(params: Replaced = Depends()):  # -> native-async
    return params.q


@app.get("/filter")
def filtered(params: Filter = Depends()):  # -> blocking-async
    return params.q


@app.get("/both/rows")
async def both_rows(params: Both = Depends()):  # -> blocking-async
    return params.rows.count()


@app.get("/both")
async def both(params: Both = Depends()):  # -> native-async
    return params.asked.q


@app.get("/both/def")
def both_def(params: Both = Depends()):  # -> converted-def
    return params.asked.q


def require(*roles):
    async def checker(name=Depends(nobody)):  # -> blocking-async
        if "audited" in roles:
            time.sleep(0.001)
        return name

    return checker


def collect(*roles):
    found = list(roles)
    found.append("audited")

    async def checker(name=Depends(nobody)):  # -> blocking-async
        if "audited" in found:
            time.sleep(0.001)

    return checker


@app.get("/audited", dependencies=[Depends(require("admin", "audited"))])
async def audited():  # -> blocking-async
    return 1


@app.get("/admin", dependencies=[Depends(require("admin"))])
async def admin():  # -> native-async
    return 1


@app.get("/collected")
async def collected(name=Depends(collect("admin"))):  # -> blocking-async
    return 1
