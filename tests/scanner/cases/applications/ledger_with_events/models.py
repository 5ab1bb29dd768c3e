import datetime

import requests
from sqlalchemy import ForeignKey, event, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, relationship, validates


class Base(DeclarativeBase):
    pass


def now() -> datetime.datetime:
    return datetime.datetime(2024, 1, 1)


class Timestamps:
    created: Mapped[datetime.datetime] = mapped_column(default=now)
    updated: Mapped[datetime.datetime] = mapped_column(default=now, onupdate=now)


class Account(Timestamps, Base):
    __tablename__ = "accounts"
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str]
    balance: Mapped[int] = mapped_column(default=0)
    entries: Mapped[list["Entry"]] = relationship(back_populates="account")

    @validates("email")
    def normalise(self, key, value):
        return value.lower()


class Entry(Timestamps, Base):
    __tablename__ = "entries"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    amount: Mapped[int]
    account: Mapped[Account] = relationship(back_populates="entries")


class Webhook(Base):
    __tablename__ = "webhooks"
    id: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str]


@event.listens_for(Webhook, "after_insert")
def announce(mapper, connection, target):  # -> blocking-async
    requests.post("http://hooks.test/new", json={"url": target.url})


@event.listens_for(Entry, "before_insert")
def mark(mapper, connection, target):
    target.updated = now()


@event.listens_for(Session, "before_flush")
def check(session, context, instances):
    for item in session.new:
        inspect(item)


@event.listens_for(Account.balance, "set")
def changed(target, value, old, initiator):
    return abs(value)
