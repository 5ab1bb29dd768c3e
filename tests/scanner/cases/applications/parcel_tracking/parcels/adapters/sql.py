from sqlalchemy import String, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

from parcels.domain.model import Parcel


class Base(DeclarativeBase):
    pass


class ParcelRow(Base):
    __tablename__ = "parcels"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40))
    carrier: Mapped[str] = mapped_column(String(20), default="fleet")


def make_sessions(url: str) -> sessionmaker[Session]:
    return sessionmaker(create_engine(url), expire_on_commit=False)


class SqlParcels:
    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions

    def by_number(self, number: str) -> Parcel | None:  # -> blocking-async
        with self._sessions() as session:
            row = session.scalars(select(ParcelRow).where(ParcelRow.number == number)).first()
            return None if row is None else Parcel(row.number, row.carrier)

    def save(self, parcel: Parcel) -> None:  # -> converted-def
        with self._sessions.begin() as session:
            session.add(ParcelRow(number=parcel.number, carrier=parcel.carrier))
