from contextlib import ExitStack, closing, contextmanager

from sqlalchemy import func, select, text

from db import Customer, SessionLocal, engine

shared = SessionLocal()  # !! CL304
make = SessionLocal


def count() -> int:  # -> converted-def
    session = SessionLocal()  # !! CL302
    total = session.scalar(select(func.count(Customer.id)))
    session.close()
    return total


def count_closed() -> int:  # -> converted-def
    session = SessionLocal()
    try:
        return session.scalar(select(func.count(Customer.id)))
    finally:
        session.close()


def count_closing() -> int:  # -> converted-def
    with closing(SessionLocal()) as session:
        return session.scalar(select(func.count(Customer.id)))


@contextmanager
def scope():  # -> converted-def
    session = make()
    try:
        yield session
        session.commit()
    except Exception:
        session.rollback()
        raise
    finally:
        session.close()


def count_scoped() -> int:  # -> converted-def
    with scope() as session:
        return session.scalar(select(func.count(Customer.id)))


def count_handed() -> int:  # -> converted-def
    with ExitStack() as stack:
        session = stack.enter_context(SessionLocal())
        return session.scalar(select(func.count(Customer.id)))


def early(flag: bool):  # -> converted-def
    session = make()  # !! CL302
    rows = session.scalars(select(Customer.name)).all()
    if flag:
        return rows
    session.close()
    return []


def raw():  # -> converted-def
    connection = engine.connect()  # !! CL302
    return connection.execute(text("select 1")).scalar()


class Service:
    def __init__(self) -> None:
        self.session = SessionLocal()

    def run(self):  # -> converted-def
        return self.session.scalar(text("select 1"))

    def close(self) -> None:
        self.session.close()
