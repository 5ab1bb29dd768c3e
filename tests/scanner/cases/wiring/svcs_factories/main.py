import svcs
from fastapi import FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

engine = create_engine("postgresql+psycopg://app@db/app")


class Accounts:
    def __init__(self, session: Session):
        self.session = session

    def count(self) -> int:  # -> blocking-async via sqlalchemy.orm.Session.scalar
        return self.session.scalar(text("select 1"))


class Limits:
    def allowed(self) -> int:
        return 3


def open_session():
    with Session(engine) as session:
        yield session


def make_accounts(container: svcs.Container) -> Accounts:
    return Accounts(container.get(Session))


@svcs.fastapi.lifespan
async def lifespan(app: FastAPI, registry: svcs.Registry):
    registry.register_factory(Session, open_session)
    registry.register_factory(Accounts, make_accounts)
    registry.register_value(Limits, Limits())
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/accounts")
async def accounts(services: svcs.fastapi.DepContainer):  # -> blocking-async (helper)
    return services.get(Accounts).count()


@app.get("/both")
async def both(services: svcs.fastapi.DepContainer):  # -> blocking-async
    found, limits = services.get(Accounts, Limits)
    return found.count() < limits.allowed()


@app.get("/limits")
async def limits(services: svcs.fastapi.DepContainer):  # -> native-async
    return services.get(Limits).allowed()


@app.get("/threaded")
def threaded(services: svcs.fastapi.DepContainer):  # -> converted-def
    return services.get(Accounts).count()
