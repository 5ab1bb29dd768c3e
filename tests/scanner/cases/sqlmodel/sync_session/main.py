from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from sqlmodel import Field, Session, SQLModel, create_engine, select

engine = create_engine("postgresql+psycopg://app@db/app")


class Hero(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str


def get_session():
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]
app = FastAPI()


@app.get("/heroes")
async def heroes(session: SessionDep):  # -> blocking-async (handler) via sqlmodel.Session.exec
    return [hero.name for hero in session.exec(select(Hero)).all()]


@app.get("/heroes/{key}")
def hero(key: int, session: SessionDep):  # -> converted-def
    found = session.get(Hero, key)
    if found is None:
        raise HTTPException(404)
    return found
