"""A chain of security dependencies: token, user, active user, role; the user comes from a database."""

from typing import Annotated

from fastapi import Depends, FastAPI, Header, HTTPException, Security
from fastapi.security import OAuth2PasswordBearer, SecurityScopes
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

scheme = OAuth2PasswordBearer(tokenUrl="token", auto_error=False)


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


SessionLocal = sessionmaker(create_engine("postgresql://app@db/app"), expire_on_commit=False)


def get_db():
    with SessionLocal() as db:
        yield db


def decode(token):
    return {"sub": "x", "token": token}


async def claims(token: Annotated[str | None, Depends(scheme)]):
    return decode(token)


async def user_on_loop(found: dict = Depends(claims), db: Session = Depends(get_db)):  # -> blocking-async
    return db.scalars(select(User).where(User.name == found["sub"])).first()


def user_in_thread(found: dict = Depends(claims), db: Session = Depends(get_db)):  # -> converted-def
    return db.scalars(select(User).where(User.name == found["sub"])).first()


class Role:
    def __init__(self, name):
        self.name = name

    def __call__(self, scopes: SecurityScopes, user: User = Depends(user_in_thread)):
        if user is None:
            raise HTTPException(403)
        return user


class KeyCheck:
    async def __call__(self, x_key: str = Header("k")):
        return x_key == "k"


app = FastAPI()


@app.get("/claims")
async def read_claims(found: dict = Depends(claims)):  # -> native-async
    return found["sub"]


@app.get("/loop")
def on_loop(user: User = Depends(user_on_loop)):  # -> blocking-async
    return user.name


@app.get("/thread")
async def in_thread(user: User = Depends(user_in_thread)):  # -> native-async
    return user.name


@app.get("/role")
async def with_role(user: User = Security(Role("admin"), scopes=["admin"])):  # -> native-async
    return user.name


@app.get("/key", dependencies=[Depends(KeyCheck())])
async def with_key():  # -> native-async
    return 1
