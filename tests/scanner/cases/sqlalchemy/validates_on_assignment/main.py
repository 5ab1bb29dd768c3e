"""Validators of a mapped class run when the attribute they name is assigned."""

import time

from fastapi import FastAPI
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, validates


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    name: Mapped[str]

    @validates("email")
    def check(self, key, value):  # -> blocking-async
        time.sleep(0.001)
        return value


app = FastAPI()


@app.get("/email")
async def email():  # -> blocking-async
    user = User()
    user.email = "a@example.test"
    return user.email


@app.get("/name")
def name():  # -> converted-def
    user = User()
    user.name = "x"
    return user.name
