import asyncio
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI
from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import joinedload, selectinload, undefer

from db import Keeping, engine, expiring, keeping
from models import Comment, Post, User


@asynccontextmanager
async def lifespan(app):  # -> any
    yield
    await engine.dispose()


app = FastAPI(lifespan=lifespan)
E1 = Annotated[AsyncSession, Depends(expiring)]
K = Annotated[AsyncSession, Depends(keeping)]


class UserOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    id: int
    name: str


class PostOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)
    title: str
    author: UserOut


class UserPosts(UserOut):
    posts: list[PostOut]


@app.get("/users/{key}", response_model=UserOut)
async def user(key: int, session: K):  # -> native-async
    return await session.get(User, key)


@app.get("/users/{key}/posts", response_model=UserPosts)
async def user_posts(key: int, session: K):  # -> native-async
    return await session.get(User, key, options=[selectinload(User.posts)])


@app.get("/users/{key}/bio-ok")
async def bio_ok(key: int, session: K):  # -> native-async
    user = (await session.scalars(select(User).where(User.id == key).options(undefer(User.bio)))).one()
    return user.bio


@app.get("/users/{key}/refreshed")
async def refreshed(key: int, session: K):  # -> native-async
    user = await session.get_one(User, key)
    await session.refresh(user, ["posts"])
    return [p.title for p in user.posts]


@app.get("/users/{key}/awaitable")
async def awaitable(key: int, session: K):  # -> native-async
    user = await session.get_one(User, key)
    return [p.title for p in await user.awaitable_attrs.posts]


@app.get("/posts", response_model=list[PostOut])
async def posts(session: K):  # -> native-async
    return (await session.scalars(select(Post))).unique().all()


@app.get("/posts/comments")
async def comments(session: K):  # -> native-async
    return [c.text for p in (await session.scalars(select(Post))).unique() for c in p.comments]


@app.post("/users/kept", response_model=UserOut)
async def create_kept(session: K, name: str = "n"):  # -> native-async
    user = User(name=name, bio="b")
    session.add(user)
    await session.commit()
    return user


@app.post("/users/refreshed", response_model=UserOut)
async def create_refreshed(session: E1, name: str = "n"):  # -> native-async
    user = User(name=name, bio="b")
    session.add(user)
    await session.commit()
    await session.refresh(user)
    return user


@app.post("/users/flushed", response_model=UserOut)
async def create_flushed(session: E1, name: str = "n"):  # -> native-async
    user = User(name=name, bio="b")
    session.add(user)
    await session.flush()
    result = UserOut.model_validate(user)
    await session.commit()
    return result


@app.post("/users/{key}/rename")
async def rename(key: int, session: E1):  # -> native-async
    user = await session.get_one(User, key)
    user.name = "z"
    await session.commit()
    again = await session.get_one(User, key)
    return again.name
