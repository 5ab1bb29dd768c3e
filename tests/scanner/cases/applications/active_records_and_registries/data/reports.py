from sqlalchemy import func, inspect, select, text

from data.models import Animal, Owner
from data.session import Maker, engine, thread_session


def names(session):  # -> blocking-async
    return session.query(Animal.name).filter_by(kind="x").all()


def count(session):  # -> blocking-async
    return session.query(Owner).count()


def build(session):
    return str(session.query(Owner).filter_by(name="x"))


def partitions(session):  # -> blocking-async
    return [len(p) for p in session.execute(select(Owner)).partitions(1)]


def streamed(session):  # -> blocking-async
    return sum(1 for _ in session.scalars(select(Owner).execution_options(yield_per=1)))


def tables():  # -> blocking-async
    return inspect(engine).get_table_names()


def raw():  # -> blocking-async
    connection = engine.raw_connection()
    try:
        return connection.cursor().execute("select 1").fetchone()[0]
    finally:
        connection.close()


def in_transaction():  # -> blocking-async
    with Maker.begin() as session:
        session.execute(text("select 1"))


def nested(session):  # -> blocking-async
    with session.begin_nested():
        session.add(Owner(name="n"))


def local_count():  # -> converted-def
    return thread_session().scalar(select(func.count()).select_from(Owner))
