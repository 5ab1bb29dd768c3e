import time

from controllers import controller
from fastapi import APIRouter, Depends, FastAPI

things = APIRouter(prefix="/things", tags=["things"])
users = APIRouter(prefix="/users")
plain = APIRouter(prefix="/plain")


class Store:
    def all(self):  # -> blocking-async
        time.sleep(0.001)
        return []

    def size(self):
        return 0


def get_store() -> Store:
    return Store()


@controller(things)
class Things:
    store: Store = Depends(get_store)

    @things.get("")
    async def all_things(self):  # -> blocking-async
        return self.store.all()

    @things.get("/size")
    async def size(self):  # -> native-async
        return self.store.size()


@controller(users)
class Users:
    store: Store = Depends(get_store)

    @users.get("/{number}")
    def one(self, number: int):  # -> converted-def
        return number

    @users.get("/")
    async def all_users(self):  # -> native-async
        return self.store.size()


@plain.get("/free")
async def free():  # -> native-async
    return 1


app = FastAPI()
api = APIRouter(prefix="/api")
api.include_router(things)
api.include_router(users)
api.include_router(plain)
app.include_router(api)
