from fastapi import APIRouter, Depends, FastAPI

from db import Item, get_db


def crud_router(model, prefix):
    router = APIRouter(prefix=prefix)

    @router.get("/{key}")
    async def read(key: int, db=Depends(get_db)):  # -> GET /items/{key}: blocking-async via sqlalchemy.orm.Session.get
        return {"id": db.get(model, key).id}

    @router.get("/{key}/threaded")
    def read_threaded(key: int, db=Depends(get_db)):  # -> GET /items/{key}/threaded: converted-def
        return {"id": db.get(model, key).id}

    return router


app = FastAPI()
app.include_router(crud_router(Item, "/items"))
