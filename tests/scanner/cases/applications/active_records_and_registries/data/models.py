from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from data.session import Registry


class Base(DeclarativeBase):
    query = Registry.query_property()

    def save(self):  # -> blocking-async
        Registry.add(self)
        Registry.commit()
        return self

    @classmethod
    def find(cls, key):  # -> blocking-async
        return Registry.get(cls, key)

    def to_dict(self):
        return {c.name: getattr(self, c.name) for c in self.__table__.columns}


class Animal(Base):
    __tablename__ = "animals"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("owners.id"))
    owner: Mapped["Owner"] = relationship(back_populates="animals", lazy="selectin")
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_identity": "x"}

    def describe(self):
        return f"{self.name} of {self.owner.name if self.owner else None}"


class Cat(Animal):
    __mapper_args__ = {"polymorphic_identity": "cat"}


class Owner(Base):
    __tablename__ = "owners"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    animals: Mapped[list[Animal]] = relationship(back_populates="owner", lazy="raise")
    pets: Mapped[list[Animal]] = relationship(viewonly=True)
