"""Attributes that ``backref`` adds to the other class load as the backref says."""

import asyncio

from fastapi import FastAPI
from sqlalchemy import Column, ForeignKey, Integer, create_engine
from sqlalchemy.orm import backref, declarative_base, relationship, sessionmaker

Base = declarative_base()


class Book(Base):
    __tablename__ = "books"
    id = Column(Integer, primary_key=True)
    author_id = Column(Integer, ForeignKey("authors.id"))
    author = relationship("Author", lazy="joined", backref=backref("books", lazy="selectin"))


class Review(Base):
    __tablename__ = "reviews"
    id = Column(Integer, primary_key=True)
    author_id = Column(Integer, ForeignKey("authors.id"))
    author = relationship("Author", backref=backref("reviews", lazy="dynamic"))


class Prize(Base):
    __tablename__ = "prizes"
    id = Column(Integer, primary_key=True)
    author_id = Column(Integer, ForeignKey("authors.id"))
    author = relationship("Author", backref="prizes")


class Author(Base):
    __tablename__ = "authors"
    id = Column(Integer, primary_key=True)


session = sessionmaker(create_engine("postgresql://app@db/app"))()


def load():  # -> converted-def
    return session.get(Author, 1)


app = FastAPI()


@app.get("/books")
async def books():  # -> native-async
    return len((await asyncio.to_thread(load)).books)


@app.get("/reviews")
async def reviews():  # -> blocking-async
    return (await asyncio.to_thread(load)).reviews.count()


@app.get("/prizes")
async def prizes():  # -> blocking-async
    return len((await asyncio.to_thread(load)).prizes)


@app.get("/query")
async def query():  # -> native-async
    return str((await asyncio.to_thread(load)).reviews.filter(Review.id > 1))
