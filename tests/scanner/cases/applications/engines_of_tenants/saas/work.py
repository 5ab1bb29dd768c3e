from contextlib import ExitStack, asynccontextmanager, contextmanager

from sqlalchemy import text

from saas.engines import async_router, cached_engine, router


@contextmanager
def sessions(*tenants):
    with ExitStack() as stack:
        yield [stack.enter_context(router.session(t)) for t in tenants]


@asynccontextmanager
async def connection(tenant):  # -> native-async
    async with async_router[tenant].connect() as c:
        yield c


def count(session):  # -> blocking-async
    return session.scalar(text("select 1"))


def totals(*tenants):  # -> blocking-async
    with sessions(*tenants) as opened:
        return {t: count(s) for t, s in zip(tenants, opened)}


async def total_async(tenant):  # -> native-async
    async with connection(tenant) as c:
        return (await c.execute(text("select 1"))).scalar()


class Report:
    columns = ("id", "name")

    def __init__(self, fetch):
        self.fetch = fetch

    def rows(self):  # -> blocking-async
        yield from self.fetch()

    def header(self):
        return ",".join(self.columns)

    def csv(self):  # -> blocking-async
        return "\n".join([self.header(), *map(str, self.rows())])


def remote_rows():  # -> blocking-async
    with cached_engine("r").connect() as c:
        return c.execute(text("select 1")).all()


def local_rows():
    return [(1, "a")]
