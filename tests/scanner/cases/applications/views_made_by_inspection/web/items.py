import asyncio

from fastapi import APIRouter, Depends
from sqlalchemy import select
from sqlalchemy.orm import Session

from web.cbv import controller, get, post
from web.db import Item, audit, get_db, get_user

router = APIRouter()


@controller(router, "/items")
class Items:
    db: Session = Depends(get_db)
    user: dict = Depends(get_user)

    @get("/")
    async def index(self):  # -> blocking-async
        return [i.name for i in self.db.scalars(select(Item))]

    @get("/def")
    def index_def(self):  # -> converted-def
        return [i.name for i in self.db.scalars(select(Item))]

    @get("/me")
    async def me(self):  # -> native-async
        return self.user["name"]

    @get("/off")
    async def off(self):  # -> native-async
        return await asyncio.to_thread(self._load)

    def _load(self):  # -> converted-def
        return len(self.db.scalars(select(Item)).all())

    @post("/")
    async def create(self, name: str = "x"):  # -> blocking-async
        self.db.add(Item(name=name))
        self.db.commit()
        return name


@controller(router, "/audited")
class Audited:
    who: None = Depends(audit)

    @get("/one")
    async def one(self):  # -> blocking-async
        return 1

    @get("/two")
    def two(self):  # -> blocking-async
        return 2
