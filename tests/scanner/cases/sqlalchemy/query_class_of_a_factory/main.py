import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy import Boolean, Column, Integer, String, create_engine, event, text
from sqlalchemy.orm import Query, Session, declarative_base, scoped_session, sessionmaker


class SoftQuery(Query):
    def alive(self):
        return self.filter_by(gone=False)

    def page(self, number, size=10):  # -> blocking-async
        return self.limit(size).offset(number * size).all()

    @property
    def text(self):
        return str(self.statement)


engine = create_engine("mysql+pymysql://h/db")
factory = sessionmaker(engine, query_cls=SoftQuery)
registry = scoped_session(factory)
Base = declarative_base()
Base.query = registry.query_property(SoftQuery)


class Shelf(Base):
    __tablename__ = "shelves"
    id = Column(Integer, primary_key=True)
    name = Column(String(20))
    gone = Column(Boolean, default=False)


@event.listens_for(factory, "after_begin")
def tell_tenant(session, transaction, connection):  # -> blocking-async
    connection.execute(text("select 1"))


app = FastAPI()


def session():
    with factory() as db:
        yield db


@app.get("/page/{number}")
async def page(number: int, db: Session = Depends(session)):  # -> blocking-async
    return [row.name for row in db.query(Shelf).alive().page(number)]


@app.get("/page/{number}/thread")
async def page_in_thread(number: int, db: Session = Depends(session)):  # -> native-async
    rows = await asyncio.to_thread(db.query(Shelf).alive().page, number)
    return [row.name for row in rows]


@app.get("/text")
async def as_text(db: Session = Depends(session)):  # -> native-async
    return db.query(Shelf).alive().text


@app.get("/registry")
async def by_registry():  # -> blocking-async
    return len(registry.query(Shelf).alive().page(0))


@app.get("/registry/text")
async def by_registry_as_text():  # -> native-async
    return registry.query(Shelf).alive().text


@app.get("/property")
async def by_property():  # -> blocking-async
    return len(Shelf.query.alive().page(0))


@app.get("/property/text")
async def by_property_as_text():  # -> native-async
    return Shelf.query.alive().text


@app.get("/def")
def in_thread(db: Session = Depends(session)):  # -> converted-def
    return [row.name for row in db.query(Shelf).page(0)]
