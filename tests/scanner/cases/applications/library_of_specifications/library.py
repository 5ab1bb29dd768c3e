from dataclasses import dataclass

from sqlalchemy import ForeignKey, Select
from sqlalchemy.ext.hybrid import hybrid_method, hybrid_property
from sqlalchemy.orm import Mapped, column_property, joinedload, mapped_column, relationship, selectinload

from base import Base, Repository


class Member(Base):
    __tablename__ = "members"
    name: Mapped[str]
    loans: Mapped[list["Loan"]] = relationship(back_populates="member")

    @hybrid_property
    def shouted(self) -> str:
        return self.name + "!"

    @hybrid_method
    def owes(self, days: int) -> bool:  # -> blocking-async
        return any(loan.days > days for loan in self.loans)


class Loan(Base):
    __tablename__ = "loans"
    title: Mapped[str]
    days: Mapped[int] = mapped_column()
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"))
    member: Mapped[Member] = relationship(back_populates="loans")
    weeks = column_property(days / 7)


@dataclass
class Longer:
    days: int

    def apply(self, query: Select) -> Select:
        return query.where(Loan.days > self.days)


class WithMember:
    def apply(self, query: Select) -> Select:
        return query.options(joinedload(Loan.member))


class WithLoans:
    def apply(self, query: Select) -> Select:
        return query.options(selectinload(Member.loans))


class Members(Repository[Member], model=Member):
    pass


class Loans(Repository[Loan], model=Loan):
    def titles(self) -> list[str]:  # -> blocking-async
        return [loan.title for loan in self]
