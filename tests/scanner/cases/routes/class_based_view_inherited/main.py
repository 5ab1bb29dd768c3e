from fastapi import APIRouter, Depends, FastAPI
from sqlalchemy.orm import Session

from db import Base, Item, get_db


class CrudView:
    model: type[Base]
    prefix: str

    def __init__(self):
        self.router = APIRouter(prefix=self.prefix)
        self.router.add_api_route("", self.count, methods=["GET"])
        self.router.add_api_route("/{key}", self.read, methods=["GET"])

    async def count(self, db: Session = Depends(get_db)):  # -> GET /items: blocking-async via sqlalchemy.orm.Query.count
        return db.query(self.model).count()

    def read(self, key: int, db: Session = Depends(get_db)):  # -> GET /items/{key}: converted-def
        return {"name": db.get(self.model, key).name}


class ItemView(CrudView):
    model = Item
    prefix = "/items"


app = FastAPI()
app.include_router(ItemView().router)
