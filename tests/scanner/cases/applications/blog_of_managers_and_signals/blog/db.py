from contextvars import ContextVar

from sqlalchemy import create_engine
from sqlalchemy.orm import scoped_session, sessionmaker
from sqlalchemy.pool import StaticPool

engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
current: ContextVar[int] = ContextVar("current", default=0)
session = scoped_session(sessionmaker(engine, expire_on_commit=False), scopefunc=current.get)
