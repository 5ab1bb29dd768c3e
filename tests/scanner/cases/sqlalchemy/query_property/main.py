from fastapi import FastAPI
from sqlalchemy import Column, Integer, String, create_engine
from sqlalchemy.orm import declarative_base, scoped_session, sessionmaker

engine = create_engine("mysql+pymysql://app@db/app")
db_session = scoped_session(sessionmaker(bind=engine))
Base = declarative_base()
Base.query = db_session.query_property()


class Item(Base):
    __tablename__ = "items"
    id = Column(Integer, primary_key=True)
    name = Column(String(10))


app = FastAPI()


@app.get("/names")
async def names():  # -> blocking-async (handler) via sqlalchemy.orm.Query.all
    return [item.name for item in Item.query.filter(Item.id > 0).all()]
