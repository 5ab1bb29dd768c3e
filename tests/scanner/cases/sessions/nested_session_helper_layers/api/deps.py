from dataclasses import dataclass

from fastapi import Depends
from sqlalchemy.orm import Session

from api.items import ItemService
from db import get_db


@dataclass(frozen=True)
class Services:
    items: ItemService


def get_services(db: Session = Depends(get_db)) -> Services:
    return Services(items=ItemService(db))
