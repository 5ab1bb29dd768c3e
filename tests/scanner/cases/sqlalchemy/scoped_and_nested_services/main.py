"""Sessions from a registry, nested transactions, savepoints and services that share one session."""

from fastapi import FastAPI
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, scoped_session, sessionmaker

Session = scoped_session(sessionmaker(create_engine("postgresql://app@db/app")))


class Base(DeclarativeBase):
    pass


class Account(Base):
    __tablename__ = "accounts"
    id: Mapped[int] = mapped_column(primary_key=True)
    balance: Mapped[int]


class Ledger:
    @property
    def session(self):
        return Session()

    def account(self, key):  # -> blocking-async
        return self.session.get(Account, key)

    def move(self, source, target, amount):  # -> blocking-async
        with self.session.begin_nested():
            self.account(source).balance -= amount
            self.account(target).balance += amount
        Session.commit()

    def preview(self, amount):
        return Account(balance=amount).balance


ledger = Ledger()
app = FastAPI()


@app.post("/move")
async def move():  # -> blocking-async
    ledger.move(1, 2, 5)
    Session.remove()


@app.get("/preview")
async def preview():  # -> native-async
    return ledger.preview(3)


@app.get("/balance")
def balance():  # -> converted-def
    account = ledger.account(1)
    try:
        return account.balance
    finally:
        Session.remove()
