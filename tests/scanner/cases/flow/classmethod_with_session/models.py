from sqlalchemy.orm import Mapped, mapped_column

from db import Base


class Thing(Base):
    __tablename__ = "things"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

    @classmethod
    def by_id(cls, db, key):  # -> blocking-async via sqlalchemy.orm.Query.first
        return db.query(cls).filter(cls.id == key).first()
