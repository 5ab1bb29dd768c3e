"""Prefixes from the environment and from settings show their defaults."""

import os
from dataclasses import dataclass

from fastapi import APIRouter, FastAPI
from pydantic import BaseModel

ROOT = os.environ.get("SHOP_ROOT", "/root")


@dataclass
class Paths:
    users: str = "/users"


class Settings(BaseModel):
    version: str = "/v1"
    orders: str = "/orders"

    @property
    def order_prefix(self) -> str:
        return f"{self.version}{self.orders}"


settings = Settings()
paths = Paths()
router = APIRouter()


@router.get("/item")
def item():  # -> converted-def
    return 1


app = FastAPI()
app.include_router(router, prefix=ROOT)
app.include_router(router, prefix=paths.users)
app.include_router(router, prefix=settings.order_prefix)
app.include_router(router, prefix=settings.version + os.getenv("SHOP_AREA", "/area"))
