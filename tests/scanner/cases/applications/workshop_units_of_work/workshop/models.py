from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class Base(DeclarativeBase):
    pass


class Bench(Base):
    __tablename__ = "benches"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    jobs: Mapped[list["Job"]] = relationship(back_populates="bench")


class Job(Base):
    __tablename__ = "jobs"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    bench_id: Mapped[int] = mapped_column(ForeignKey("benches.id"))
    bench: Mapped[Bench] = relationship(back_populates="jobs")
