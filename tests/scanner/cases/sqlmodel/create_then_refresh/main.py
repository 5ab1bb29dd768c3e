from fastapi import Depends, FastAPI
from sqlmodel import Field, Session, SQLModel, create_engine

engine = create_engine("sqlite://")


class Hero(SQLModel, table=True):
    id: int | None = Field(default=None, primary_key=True)
    name: str


def get_session():
    with Session(engine) as session:
        yield session


def save(session, hero):  # -> blocking-async via sqlalchemy.orm.Session.commit
    session.add(hero)
    session.commit()
    session.refresh(hero)
    return hero


app = FastAPI()


@app.post("/heroes", response_model=Hero)
async def create(name: str, session: Session = Depends(get_session)):  # -> blocking-async (helper)
    return save(session, Hero(name=name))
