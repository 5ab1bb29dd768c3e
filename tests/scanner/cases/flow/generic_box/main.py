from dataclasses import dataclass
from typing import Generic, TypeVar

from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db

T = TypeVar("T")


@dataclass
class Box(Generic[T]):
    value: T


def boxed(db: Session = Depends(get_db)) -> Box[Session]:
    return Box(db)


app = FastAPI()


@app.get("/count")
async def count(box: Box[Session] = Depends(boxed)):  # -> blocking-async (handler) via sqlalchemy.orm.Query.count
    return box.value.query(Item).count()
