from fastapi import APIRouter, Depends, FastAPI
from sqlalchemy.orm import Session

from db import Item, get_db


class Controller:
    def __init__(self, db: Session = Depends(get_db)):
        self.db = db


class ItemController(Controller):
    def names(self):  # -> blocking-async via sqlalchemy.orm.Query.all
        return [i.name for i in self.db.query(Item).all()]


router = APIRouter()


@router.get("/names")
async def names(controller: ItemController = Depends()):  # -> blocking-async (helper) via sqlalchemy.orm.Query.all
    return controller.names()


app = FastAPI()
app.include_router(router)
