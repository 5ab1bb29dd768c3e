import asyncio

from fastapi import Depends, FastAPI

from warehouse import model, orm
from warehouse.units import MemoryUnit, SqlUnit, allocate, version

orm.start_mappers()
app = FastAPI()


def unit():
    with SqlUnit() as made:
        yield made


@app.post("/allocations/def")
def allocate_in_thread():  # -> converted-def
    return allocate("o", "x", SqlUnit())


@app.post("/allocations")
async def allocate_offloaded():  # -> native-async
    return await asyncio.to_thread(allocate, "o", "x", SqlUnit())


@app.get("/versions")
async def versions():  # -> blocking-async
    return version("x", SqlUnit())


@app.get("/versions/memory")
async def versions_in_memory():  # -> native-async
    return version("x", MemoryUnit())


@app.get("/described")
async def described(made: SqlUnit = Depends(unit)):  # -> native-async
    product = await asyncio.to_thread(made.products.get, "x")
    return [product.sku, product.version]


@app.get("/described/committed")
async def described_when_committed(made: SqlUnit = Depends(unit)):  # -> blocking-async
    def touch():  # -> converted-def
        product = made.products.get("x")
        product.version += 1
        made.commit()
        return product

    return (await asyncio.to_thread(touch)).describe()


@app.get("/left")
async def left(made: SqlUnit = Depends(unit)):  # -> blocking-async
    product = await asyncio.to_thread(made.products.get, "x")
    return [batch.left for batch in product.batches]


@app.get("/left/whole")
async def left_whole(made: SqlUnit = Depends(unit)):  # -> native-async
    product = await asyncio.to_thread(made.products.whole, "x")
    return [batch.left for batch in product.batches]


@app.get("/text")
async def text(made: SqlUnit = Depends(unit)):  # -> native-async
    return str(made.products.of_batch("b"))


@app.get("/new")
async def new():  # -> native-async
    batch = model.Batch("b", "x", 3)
    batch.take(model.Line("o", "x", 1))
    return [batch.left, model.Product("x", [batch]).describe()]


@app.post("/merged")
async def merged(made: SqlUnit = Depends(unit)):  # -> native-async
    product = await asyncio.to_thread(made.products.get, "x")
    made.session.expunge(product)
    return made.session.merge(product, load=False).sku
