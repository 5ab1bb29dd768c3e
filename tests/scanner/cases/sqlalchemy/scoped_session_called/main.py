from fastapi import FastAPI
from sqlalchemy.orm import scoped_session, sessionmaker

from db import Item, engine

Session = scoped_session(sessionmaker(bind=engine))
app = FastAPI()


@app.get("/names")
async def names():  # -> blocking-async (handler) via sqlalchemy.orm.Query.all
    session = Session()
    return [item.name for item in session.query(Item).all()]
