from fastapi import Depends, FastAPI

from db import Item, SessionLocal


def get_count():  # -> blocking-async via sqlalchemy.orm.Query.count
    with SessionLocal() as session:
        return session.query(Item).count()


app = FastAPI()


@app.get("/injected")
async def injected(count: int = Depends(get_count)):  # -> native-async
    return count


@app.get("/direct")
async def direct():  # -> blocking-async (helper) via sqlalchemy.orm.Query.count
    return get_count()
