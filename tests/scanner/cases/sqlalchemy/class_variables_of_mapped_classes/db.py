from typing import ClassVar

from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, scoped_session, sessionmaker

SessionType = scoped_session[Session]


class Base(DeclarativeBase):
    pass


class Trade(Base):
    __tablename__ = "trades"
    session: ClassVar[SessionType]
    limits: ClassVar[dict[str, int]] = {"open": 3}
    id: Mapped[int] = mapped_column(primary_key=True)
    pair: Mapped[str]

    @classmethod
    def pairs(cls):  # -> blocking-async via sqlalchemy.orm.Session.scalars
        return list(cls.session.scalars(select(cls.pair)))

    @staticmethod
    def count():  # -> converted-def
        return len(Trade.session.scalars(select(Trade.id)).all())


def init_db(url):
    engine = create_engine(url)
    Trade.session = scoped_session(sessionmaker(bind=engine, autoflush=False))
