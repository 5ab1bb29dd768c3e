import uuid
from datetime import datetime

from sqlalchemy import DateTime, event, func
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column


class Base(DeclarativeBase):
    @declared_attr.directive
    def __tablename__(cls) -> str:
        return cls.__name__.lower()

    id: Mapped[int] = mapped_column(primary_key=True)


class Stamped:
    created: Mapped[datetime] = mapped_column(DateTime, server_default=func.now(), default=datetime.utcnow)


@event.listens_for(Base, "init", propagate=True)
def on_init(target, args, kwargs):
    kwargs.setdefault("created", datetime(2024, 1, 1))


def new_token():
    return uuid.uuid4().hex
