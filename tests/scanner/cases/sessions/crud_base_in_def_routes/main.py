from typing import Any, Generic, TypeVar

from fastapi import APIRouter, Depends, FastAPI, HTTPException
from sqlalchemy.orm import Session

from db import Base, Item, get_db

M = TypeVar("M", bound=Base)


class CRUDBase(Generic[M]):
    def __init__(self, model: type[M]):
        self.model = model

    def get(self, db: Session, id: Any) -> M | None:  # -> converted-def
        return db.query(self.model).filter(self.model.id == id).first()

    def create(self, db: Session, **values: Any) -> M:  # -> converted-def
        row = self.model(**values)
        db.add(row)
        db.commit()
        db.refresh(row)
        return row


crud_item = CRUDBase(Item)
router = APIRouter(prefix="/items")


@router.get("/{id}")
def read(id: int, db: Session = Depends(get_db)):  # -> converted-def (born-def)
    item = crud_item.get(db, id=id)
    if item is None:
        raise HTTPException(404)
    return {"name": item.name}


@router.post("")
def create(name: str, db: Session = Depends(get_db)):  # -> converted-def (born-def)
    return {"id": crud_item.create(db, name=name).id}


app = FastAPI()
app.include_router(router)
