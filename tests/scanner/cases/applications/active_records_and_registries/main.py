from fastapi import Depends, FastAPI
from fastapi.concurrency import run_in_threadpool
from sqlalchemy.orm import object_session

from data import reports
from data.models import Animal, Base, Owner
from data.session import Maker, Registry

app = FastAPI()


def get_session():
    session = Maker()
    try:
        yield session
    finally:
        session.close()


def get_owner(session=Depends(get_session)):  # -> converted-def
    return session.get(Owner, 1)


def get_animal(session=Depends(get_session)):  # -> converted-def
    return session.get(Animal, 1)


@app.get("/find")
async def find():  # -> blocking-async
    return Owner.find(1).name


@app.post("/save")
async def save():  # -> blocking-async
    return Owner(name="z").save().id


@app.get("/query")
async def query():  # -> blocking-async
    return [o.name for o in Owner.query.limit(2)]


@app.get("/query/def")
def query_def():  # -> converted-def
    return Owner.query.count()


@app.get("/names")
async def names(session=Depends(get_session)):  # -> blocking-async
    return [n for (n,) in reports.names(session)]


@app.get("/count")
async def count(session=Depends(get_session)):  # -> blocking-async
    return reports.count(session)


@app.get("/build")
async def build(session=Depends(get_session)):  # -> native-async
    return reports.build(session)


@app.get("/partitions")
async def partitions(session=Depends(get_session)):  # -> blocking-async
    return reports.partitions(session)


@app.get("/streamed")
async def streamed(session=Depends(get_session)):  # -> blocking-async
    return reports.streamed(session)


@app.get("/tables")
async def tables():  # -> blocking-async
    return reports.tables()


@app.get("/raw")
async def raw():  # -> blocking-async
    return reports.raw()


@app.post("/transaction")
async def transaction():  # -> blocking-async
    reports.in_transaction()


@app.post("/nested")
async def nested(session=Depends(get_session)):  # -> blocking-async
    reports.nested(session)


@app.get("/local")
async def local():  # -> native-async
    return await run_in_threadpool(reports.local_count)


@app.get("/describe")
async def describe(animal=Depends(get_animal)):  # -> native-async
    return animal.describe()


@app.get("/owner/dict")
async def owner_dict(owner=Depends(get_owner)):  # -> native-async
    return owner.to_dict()


@app.get("/owner/pets")
async def pets(owner=Depends(get_owner)):  # -> blocking-async
    return len(owner.pets)


@app.get("/tag")
async def tag(session=Depends(get_session)):  # -> native-async
    return session.tag("x").info["tag"]


@app.get("/object-session")
async def obj(owner=Depends(get_owner)):  # -> native-async
    return object_session(owner) is not None
