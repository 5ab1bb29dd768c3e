from fastapi import FastAPI
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker

engine = create_engine('postgresql+psycopg2://app@db/app')
SessionLocal = sessionmaker(bind=engine)


class Base(DeclarativeBase):
    pass


class Item(Base):
    __tablename__ = 'items'
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


def name_of(item):  # -> blocking-async
    return item.name


app = FastAPI()


@app.get('/')
async def index():  # -> blocking-async
    own = SessionLocal()
    row = own.query(Item).first()
    own.commit()
    name_of(row)
