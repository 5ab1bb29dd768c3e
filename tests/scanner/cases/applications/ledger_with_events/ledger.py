from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Account, Entry, Webhook


class InsufficientFunds(Exception):
    pass


def open_account(session: Session, email: str) -> Account:
    account = Account(email=email, balance=0)
    session.add(account)
    return account


def book(session: Session, account: Account, amount: int) -> Entry:
    entry = Entry(account=account, amount=amount)
    session.add(entry)
    account.balance += amount
    return entry


def book_and_commit(session: Session, key: int, amount: int) -> Account:  # -> converted-def
    account = session.get(Account, key)
    book(session, account, amount)
    session.commit()
    return account


def book_and_flush(session: Session, key: int, amount: int) -> Account:  # -> converted-def
    account = session.get(Account, key)
    book(session, account, amount)
    session.flush()
    return account


def transfer(session: Session, source: int, target: int, amount: int) -> None:  # -> blocking-async
    with session.begin_nested() as savepoint:
        giver = session.get_one(Account, source)
        if giver.balance < -1000:
            savepoint.rollback()
            return
        book(session, giver, -amount)
        book(session, session.get_one(Account, target), amount)


def subscribe(session: Session, url: str) -> Webhook:
    hook = Webhook(url=url)
    session.add(hook)
    return hook
