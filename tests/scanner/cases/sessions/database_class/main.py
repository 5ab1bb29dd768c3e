from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker


class Database:
    def __init__(self, url):
        self._engine = create_engine(url)
        self._factory = sessionmaker(bind=self._engine)

    def session(self):
        session = self._factory()
        try:
            yield session
        finally:
            session.close()


database = Database("postgresql+psycopg://app@db/app")
app = FastAPI()


@app.get("/one")
async def one(session=Depends(database.session)):  # -> blocking-async (handler) via sqlalchemy.orm.Session.execute
    return session.execute(text("select 1")).scalar()


@app.get("/threaded")
def threaded(session=Depends(database.session)):  # -> converted-def
    return session.execute(text("select 1")).scalar()
