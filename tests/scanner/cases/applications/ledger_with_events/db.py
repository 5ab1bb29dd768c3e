from fastapi import Request
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

engine = create_engine("postgresql+psycopg://bank@db/bank", pool_size=40, pool_recycle=600)
Maker = sessionmaker(engine, autoflush=True, expire_on_commit=True)
Quiet = sessionmaker(engine, autoflush=False, expire_on_commit=False)


class SessionDependency:
    def __init__(self, factory):
        self.factory = factory

    def __call__(self):
        with self.factory() as session:
            yield session


default = SessionDependency(Maker)
quiet = SessionDependency(Quiet)


def transactional():  # -> converted-def
    with Maker() as session, session.begin():
        yield session


def in_one():  # -> converted-def
    with Maker.begin() as session:
        yield session


def by_request(request: Request):
    return request.state.session
