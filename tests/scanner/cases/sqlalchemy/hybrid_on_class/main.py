"""A hybrid property runs on instances; on the class it is an expression."""

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, func, select
from sqlalchemy.ext.hybrid import hybrid_method, hybrid_property
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, object_session, sessionmaker


class Base(DeclarativeBase):
    pass


class Account(Base):
    __tablename__ = "accounts"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

    @hybrid_property
    def label(self):
        return self.name

    @label.expression
    def label(cls):
        return func.lower(cls.name)

    @hybrid_property
    def rank(self):  # -> blocking-async
        return object_session(self).scalar(select(func.count(Account.id)))

    @hybrid_method
    def longer(self, size):
        return self.id > size


session = sessionmaker(create_engine("postgresql://app@db/app"))()


def load():  # -> converted-def
    return session.get(Account, 1)


app = FastAPI()


@app.get("/built")
async def built():  # -> native-async
    return str(select(Account).where(Account.label == "x", Account.longer(1)))


@app.get("/label")
async def label(account=Depends(load)):  # -> native-async
    return account.label


@app.get("/rank")
async def rank(account=Depends(load)):  # -> blocking-async
    return account.rank
