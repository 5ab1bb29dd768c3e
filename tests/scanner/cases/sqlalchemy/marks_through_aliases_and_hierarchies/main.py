import asyncio
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, String, create_engine
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    contains_eager,
    load_only,
    mapped_column,
    relationship,
    sessionmaker,
)

pk = Annotated[int, mapped_column(primary_key=True)]
short = Annotated[str, mapped_column(String(20))]
long = Annotated[str, mapped_column(String(900), deferred=True)]


class Base(DeclarativeBase):
    pass


class Account(Base):
    __tablename__ = "accounts"
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "account"}
    id: Mapped[pk]
    kind: Mapped[short]
    name: Mapped[short]
    memo: Mapped[long]

    @property
    def label(self):
        return f"{self.name}#{self.id}"


class Savings(Account):
    __mapper_args__ = {"polymorphic_identity": "savings"}
    rate: Mapped[int | None]


class Tag(Base):
    __tablename__ = "tags"
    id: Mapped[pk]
    text: Mapped[short]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    account = relationship(Account, backref="tags")


engine = create_engine("postgresql+psycopg2://h/db")
keeping = sessionmaker(engine, expire_on_commit=False)
forgetting = sessionmaker(engine)
app = FastAPI()


def kept():
    with keeping() as db:
        yield db


def plain():
    with forgetting() as db:
        yield db


def store(db: Session, text: str) -> Tag:  # -> converted-def
    made = Tag(text=text, account_id=1)
    db.add(made)
    db.commit()
    return made


@app.get("/labels")
async def labels(db: Session = Depends(plain)):  # -> native-async
    rows = await asyncio.to_thread(db.query(Account).options(load_only(Account.name)).all)
    return [row.label for row in rows]


@app.get("/memos")
async def memos(db: Session = Depends(plain)):  # -> blocking-async
    return [row.memo for row in await asyncio.to_thread(db.query(Account).all)]


@app.get("/tags")
async def tags(db: Session = Depends(plain)):  # -> native-async
    query = db.query(Account).join(Account.tags).options(contains_eager(Account.tags))
    return [tag.text for row in await asyncio.to_thread(query.all) for tag in row.tags]


@app.get("/tags/savings")
async def tags_of_savings(db: Session = Depends(plain)):  # -> blocking-async
    return [tag.text for row in await asyncio.to_thread(db.query(Savings).all) for tag in row.tags]


@app.post("/kept")
async def create_kept(db: Session = Depends(kept)):  # -> native-async
    return (await asyncio.to_thread(store, db, "x")).text


@app.post("/plain")
async def create_plain(db: Session = Depends(plain)):  # -> blocking-async
    return (await asyncio.to_thread(store, db, "x")).text


@app.post("/plain/def")
def create_in_thread(db: Session = Depends(plain)):  # -> converted-def
    return store(db, "x").text
