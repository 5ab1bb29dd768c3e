from sqlalchemy import text

from deco.db import Local, inject, traced, transactional, with_session


@with_session
def count(session, n=1):  # -> blocking-async
    return session.execute(text("select 1")).scalar() + n


@with_session
async def count_async(n=1, session=None):  # -> native-async
    return (await session.execute(text("select 1"))).scalar() + n


class Service:
    def __init__(self, session):
        self.session = session

    @transactional()
    def write(self):  # -> blocking-async
        self.session.execute(text("select 1"))

    @transactional(readonly=True)
    def peek(self):
        return 1


@inject(session=Local)
def injected(*, session=None):  # -> blocking-async
    return session.execute(text("select 1")).scalar()


@inject(factor=lambda: 3)
def scaled(n, *, factor=1):
    return n * factor


@traced("svc")
class Traced:
    def slow(self):  # -> blocking-async
        with Local() as s:
            return s.execute(text("select 1")).scalar()

    def quick(self):
        return 1
