import asyncio

from fastapi import FastAPI
from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, scoped_session, sessionmaker

from tools import (
    Calm,
    Calming,
    Connecting,
    Deep,
    Described,
    Fetching,
    Holder,
    Keeping,
    Patched,
    Replacing,
    Slow,
    Tool,
    Wrapping,
    calm_of_thread,
    of_thread,
    swap_by_name,
)

app = FastAPI()
Registry = scoped_session(sessionmaker(create_engine("sqlite://")))


class Base(DeclarativeBase):
    pass


class Row(Base):
    __tablename__ = "rows"
    id: Mapped[int] = mapped_column(primary_key=True)


@app.get("/method")
async def by_method():  # -> blocking-async
    holder = Holder()
    holder.tool = Tool()
    holder.swap()
    return holder.tool.use()


@app.get("/method/calm")
async def by_calm_method():  # -> native-async
    holder = Holder()
    holder.tool = Slow()
    holder.look()
    holder.tool = Tool()
    holder.look()
    return holder.tool.use()


@app.get("/alias")
async def by_alias():  # -> blocking-async
    holder = Holder()
    holder.tool = Tool()
    same = holder
    same.tool = Slow()
    return holder.tool.use()


@app.get("/other")
async def of_another():  # -> native-async
    holder, other = Holder(), Holder()
    holder.tool = Tool()
    other.tool = Slow()
    return holder.tool.use()


@app.get("/named")
async def by_name():  # -> blocking-async
    holder = Holder()
    holder.tool = Tool()
    swap_by_name(holder)
    return holder.tool.use()


@app.get("/dict")
async def by_dictionary():  # -> blocking-async
    holder = Holder()
    holder.tool = Tool()
    holder.__dict__.update(tool=Slow())
    return holder.tool.use()


@app.get("/branch")
async def on_one_side(is_calm: bool = False):  # -> blocking-async
    holder = Holder()
    holder.swap()
    if is_calm:
        holder.tool = Tool()
    return holder.tool.use()


@app.get("/branch/both")
async def on_both_sides(is_calm: bool = False):  # -> native-async
    holder = Holder()
    holder.swap()
    if is_calm:
        holder.tool = Tool()
    else:
        holder.tool = Tool()
    return holder.tool.use()


@app.get("/deep")
async def deep():  # -> blocking-async
    return Deep().go()


@app.get("/constructor")
async def constructor():  # -> blocking-async
    Connecting()


@app.get("/constructor/calm")
async def calm_constructor():  # -> native-async
    Keeping()


@app.get("/closure")
async def by_closure():  # -> blocking-async
    holder = Holder()
    holder.tool = Tool()

    def inner():
        holder.tool = Slow()

    inner()
    return holder.tool.use()


@app.get("/property")
async def by_property():  # -> blocking-async
    fetching = Fetching()
    fetching.tool = Tool()
    return fetching.tool.use()


@app.get("/property/replaces")
async def replaced():  # -> blocking-async
    replacing = Replacing()
    replacing.tool = Tool()
    return replacing.tool.use()


@app.get("/property/calms")
async def calmed():  # -> native-async
    calming = Calming()
    calming.tool = Slow()
    return calming.tool.use()


@app.get("/descriptor")
async def by_descriptor():  # -> blocking-async
    described = Described()
    described.tool = Tool()
    return described.tool.use()


@app.get("/wrapping")
async def wrapping():  # -> blocking-async
    wrapped = Wrapping()
    wrapped.tool = Tool()
    return wrapped.tool.use()


@app.get("/query")
async def query_property():  # -> blocking-async
    Row.query = Registry.query_property()
    return len(Row.query.all())


@app.get("/query/built")
async def query_built():  # -> native-async
    Row.query = Registry.query_property()
    return str(Row.query.filter(Row.id > 0))


@app.get("/made")
async def made():  # -> blocking-async
    return Patched.made()


@app.get("/told")
async def told():  # -> native-async
    return Patched.told()


@app.get("/nonlocal")
async def by_nonlocal():  # -> blocking-async
    tool = Tool()

    def inner():
        nonlocal tool
        tool = Slow()

    inner()
    return tool.use()


@app.get("/nonlocal/never")
async def by_nonlocal_never():  # -> native-async
    tool = Tool()

    def inner():
        nonlocal tool
        tool = Slow()

    return tool.use() if callable(inner) else 0


@app.get("/nonlocal/found")
async def found_meanwhile():  # -> blocking-async
    found = None

    async def collect(item):
        nonlocal found
        found = item

    await collect(Slow())
    return found.use()


@app.get("/nonlocal/offloaded")
async def found_and_offloaded():  # -> native-async
    found = None

    def collect(item):
        nonlocal found
        found = item

    collect(Slow())
    return await asyncio.to_thread(found.use)


@app.get("/nonlocal/flag")
async def flagged():  # -> blocking-async
    is_done = False

    def finish():
        nonlocal is_done
        is_done = True

    finish()
    if is_done:
        Slow().use()


@app.get("/nonlocal/count")
async def counted():  # -> native-async
    count = 0

    def one():
        nonlocal count
        count += 1
        return count

    return [one() for _ in range(3)] + [count]


@app.get("/thread-local")
async def thread_local():  # -> blocking-async
    return of_thread().use()


@app.get("/thread-local/calm")
async def calm_thread_local():  # -> native-async
    return calm_of_thread().use()


@app.get("/def")
def plain():  # -> converted-def
    return of_thread().use()


@app.get("/and")
async def within_and(flag: bool = True):  # -> blocking-async
    holder = Holder()
    holder.tool = Tool()
    swapped = flag and holder.swap()
    return swapped or holder.tool.use()


@app.get("/ternary")
async def within_ternary(flag: bool = True):  # -> blocking-async
    holder = Holder()
    holder.tool = Tool()
    seen = holder.swap() if flag else holder.look()
    return seen or holder.tool.use()


@app.get("/test-and")
async def tested_within_and(flag: bool = True):  # -> blocking-async
    holder = Holder()
    holder.swap()
    is_calm = isinstance(holder.tool, Calm) and holder.tool.use()
    return is_calm or holder.tool.use()
