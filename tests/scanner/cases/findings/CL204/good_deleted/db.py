from sqlalchemy import String
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

engine = create_async_engine("sqlite+aiosqlite://")


class Base(DeclarativeBase):
    async def remove(self, db: AsyncSession) -> None:  # -> native-async
        try:
            await db.delete(self)
            await db.commit()
        except ValueError:
            await db.rollback()
            raise


class Item(Base):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(20))

    def to_dict(self) -> dict[str, object]:
        return {"id": self.id, "name": self.name}
