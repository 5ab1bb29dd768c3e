from fastapi import APIRouter, Depends, FastAPI, HTTPException
from sqlalchemy.orm import Session

from db import Item, get_db

router = APIRouter(prefix="/items")


class Crud:
    def __init__(self, model):
        self.model = model

    async def get(self, db: Session, key: int):  # -> blocking-async via sqlalchemy.orm.Query.first
        return db.query(self.model).filter(self.model.id == key).first()


crud = Crud(Item)


@router.get("/{key}")
async def read(key: int, db: Session = Depends(get_db)):  # -> blocking-async (helper) via sqlalchemy.orm.Query.first
    item = await crud.get(db, key)
    if not item:
        raise HTTPException(404)
    return {"name": item.name}


app = FastAPI()
app.include_router(router)
