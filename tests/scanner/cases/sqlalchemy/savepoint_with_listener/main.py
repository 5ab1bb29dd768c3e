"""The savepoint of an ordinary session writes at its end, on the loop if the block stands there."""

from fastapi import Depends, FastAPI
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


engine = create_engine("postgresql+psycopg://app@db/app")
SessionLocal = sessionmaker(engine)


@event.listens_for(Engine, "before_cursor_execute")
def on_statement(connection, cursor, statement, parameters, context, many):  # static: -> blocking-async
    extra = connection.connection.cursor()
    extra.execute("select 1")
    extra.close()


def get_db():
    with SessionLocal() as session:
        yield session


app = FastAPI()


@app.post("/items")
async def add(db: Session = Depends(get_db)):  # -> blocking-async
    with db.begin_nested():
        db.add(Item(id=7, name="x"))
    return {"id": 7}
