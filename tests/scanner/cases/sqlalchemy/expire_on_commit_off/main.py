from fastapi import Depends, FastAPI
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker

engine = create_engine("postgresql+psycopg://app@db/app")
SessionLocal = sessionmaker(engine, expire_on_commit=False)


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


def create_item():  # -> converted-def
    with SessionLocal() as db:
        item = Item(name="a")
        db.add(item)
        db.commit()
        return item


app = FastAPI()


@app.post("/items")
async def create(item: Item = Depends(create_item)):  # -> native-async
    return {"id": item.id, "name": item.name}
