from fastapi import FastAPI
from sqlalchemy import Column, Integer, MetaData, String, Table, create_engine, insert, select, update

engine = create_engine("postgresql+psycopg2://a@b/c")
meta = MetaData()
items = Table("items", meta, Column("id", Integer, primary_key=True), Column("name", String))
app = FastAPI()


def rows(connection, statement):  # -> blocking-async
    return connection.execute(statement).mappings().all()


class Gateway:
    table = items

    def __enter__(self):  # -> blocking-async
        self.connection = engine.connect()
        return self

    def __exit__(self, *error) -> None:
        self.connection.close()

    def all(self):  # -> blocking-async
        return [dict(r) for r in rows(self.connection, select(self.table))]

    def build(self) -> str:
        return str(select(self.table).where(self.table.c.id == 1))


@app.get("/all")
async def get_all():  # -> blocking-async
    with Gateway() as gateway:
        return gateway.all()


@app.get("/build")
async def build():  # -> native-async
    return Gateway().build()


@app.get("/insert")
async def inserted():  # -> blocking-async
    with engine.begin() as connection:
        connection.execute(insert(items).values(name="x"))
    return 1


@app.get("/update")
def updated():  # -> converted-def
    with engine.begin() as connection:
        return connection.execute(update(items).values(name="y")).rowcount


@app.get("/compiled")
async def compiled():  # -> native-async
    return str(update(items).values(name="y").compile(dialect=engine.dialect))


@app.get("/exec")
async def executed():  # -> blocking-async
    with engine.connect() as connection:
        result = connection.exec_driver_sql("select 1")
        return result.scalar()


@app.get("/reflect")
async def reflect():  # -> blocking-async
    other = MetaData()
    other.reflect(bind=engine)
    return sorted(other.tables)
