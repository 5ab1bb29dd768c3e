from collections.abc import Iterator

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

engine = create_engine("postgresql+psycopg://app@db/app")
SessionLocal = sessionmaker(engine)


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


def get_db() -> Iterator[Session]:
    with SessionLocal() as session:
        yield session


def load(db, item_id):  # -> blocking-async via sqlalchemy.orm.Session.execute
    return db.execute(select(Item).where(Item.id == item_id)).scalar_one()


app = FastAPI()


@app.get("/items/{item_id}")
async def read_item(item_id: int, db: Session = Depends(get_db)):  # -> blocking-async via sqlalchemy.orm.Session.execute
    return {"name": load(db, item_id).name}
