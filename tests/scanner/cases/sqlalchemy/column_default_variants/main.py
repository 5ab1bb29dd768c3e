"""Callables that fill columns run when rows of their class are flushed, in the place of the flush."""

import time
import uuid

from fastapi import Depends, FastAPI
from sqlalchemy import Column, Integer, String, create_engine
from sqlalchemy.orm import Session, declarative_base, sessionmaker

Base = declarative_base()


def next_number():  # -> blocking-async
    time.sleep(0.001)
    return 7


def new_token():
    return uuid.uuid4().hex


class Order(Base):
    __tablename__ = "orders"
    id = Column(Integer, primary_key=True)
    number = Column(Integer, default=next_number)


class Token(Base):
    __tablename__ = "tokens"
    id = Column(Integer, primary_key=True)
    value = Column(String(40), default=new_token)


SessionLocal = sessionmaker(bind=create_engine("postgresql://app@db/app"))


def get_db():
    db = SessionLocal()
    try:
        yield db
    finally:
        db.close()


def save(db: Session, row):  # -> blocking-async
    db.add(row)
    db.commit()


app = FastAPI()


@app.post("/orders")
async def order(db: Session = Depends(get_db)):  # -> blocking-async
    save(db, Order())


@app.post("/tokens")
def token(db: Session = Depends(get_db)):  # -> converted-def
    save(db, Token())
    return {}
