import asyncio

from fastapi import Depends, FastAPI
from sqlalchemy import ForeignKey, create_engine
from sqlalchemy.ext.associationproxy import association_proxy
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, sessionmaker


class Base(DeclarativeBase):
    pass


class Post(Base):
    __tablename__ = "posts"
    id: Mapped[int] = mapped_column(primary_key=True)
    tags: Mapped[list["Tag"]] = relationship()
    tag_names = association_proxy("tags", "name")


class Tag(Base):
    __tablename__ = "tags"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))


session = sessionmaker(create_engine("postgresql://app@db/app"))()


def load(key):  # -> converted-def
    return session.get(Post, key)


app = FastAPI()


@app.get("/posts/{key}/tags")
async def tags(key: int):  # -> blocking-async
    post = await asyncio.to_thread(load, key)
    return list(post.tag_names)
