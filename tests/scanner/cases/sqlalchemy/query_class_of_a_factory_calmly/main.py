import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy import Boolean, Column, Integer, String, create_engine
from sqlalchemy.orm import Query, Session, declarative_base, sessionmaker


class SoftQuery(Query):
    def alive(self):
        return self.filter_by(gone=False)

    def page(self, number, size=10):  # -> converted-def
        return self.limit(size).offset(number * size).all()

    @property
    def text(self):
        return str(self.statement)


factory = sessionmaker(create_engine("mysql+pymysql://h/db"), query_cls=SoftQuery)
Base = declarative_base()


class Shelf(Base):
    __tablename__ = "shelves"
    id = Column(Integer, primary_key=True)
    name = Column(String(20))
    gone = Column(Boolean, default=False)


app = FastAPI()


def session():
    with factory() as db:
        yield db


@app.get("/page/{number}")
async def page(number: int, db: Session = Depends(session)):  # -> native-async
    rows = await asyncio.to_thread(db.query(Shelf).alive().page, number)
    return [row.name for row in rows]


@app.get("/text")
async def as_text(db: Session = Depends(session)):  # -> native-async
    return db.query(Shelf).alive().order_by(Shelf.id).text


@app.get("/def")
def in_thread(db: Session = Depends(session)):  # -> converted-def
    return [row.name for row in db.query(Shelf).alive().page(0)]
