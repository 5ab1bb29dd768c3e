from fastapi import APIRouter, BackgroundTasks, HTTPException
from fastapi.concurrency import run_in_threadpool

from inventory.audit import audit, audit_async
from inventory.deps import AsyncDb, AsyncStore, Db, Store
from inventory.models import Item, Warehouse
from inventory.stores import StockStore

sync_router = APIRouter(prefix="/v1")
router = APIRouter(prefix="/v2")


@sync_router.get("/low")
def low(store: Store, threshold: int = 5):  # -> converted-def
    return [{"sku": s.item.sku, "amount": s.amount} for s in store.low(threshold)]


@sync_router.get("/low-by-warehouse")
async def low_by_warehouse(store: Store, threshold: int = 5):  # -> blocking-async
    found = await run_in_threadpool(store.low, threshold)
    return [s.warehouse.code for s in found]


@sync_router.get("/low-skus")
async def low_skus(store: Store, threshold: int = 5):  # -> native-async
    found = await run_in_threadpool(store.low, threshold)
    return [s.item.sku for s in found]


@sync_router.post("/move/{stock_id}")
async def move(stock_id: int, store: Store):  # -> native-async
    return (await run_in_threadpool(store.move, stock_id, 1)).amount


@sync_router.post("/move-inline/{stock_id}")
async def move_inline(stock_id: int, store: Store):  # -> blocking-async
    return store.move(stock_id, 1).amount


@sync_router.get("/total")
def total(store: Store, tasks: BackgroundTasks):  # -> converted-def
    tasks.add_task(audit, "total")
    return store.total()


@router.get("/low")
async def low_async(store: AsyncStore, threshold: int = 5):  # -> native-async
    return [{"sku": s.item.sku, "amount": s.amount} for s in await store.low(threshold)]


@router.post("/move/{stock_id}")
async def move_async(stock_id: int, store: AsyncStore):  # -> native-async
    stock = await store.move(stock_id, 2)
    await audit_async(f"moved {stock_id}", store.session)
    return stock.amount


@router.post("/move-audited/{stock_id}")
async def move_audited(stock_id: int, store: AsyncStore):  # -> blocking-async
    stock = await store.move(stock_id, 2)
    audit(f"moved {stock_id}")
    return stock.amount


@router.post("/move-audited-later/{stock_id}")
async def move_audited_later(stock_id: int, store: AsyncStore, tasks: BackgroundTasks):  # -> native-async
    stock = await store.move(stock_id, 2)
    tasks.add_task(audit, f"moved {stock_id}")
    tasks.add_task(audit_async, f"moved {stock_id}")
    return stock.amount


@router.get("/warehouse/{code}")
async def warehouse(code: str, store: AsyncStore):  # -> native-async
    found = await store.warehouse(code)
    if found is None:
        raise HTTPException(404)
    return [s.item.sku for s in found.stock]


@router.get("/warehouses")
async def warehouses(store: AsyncStore):  # -> native-async
    return [w.code for w in await store.all()]


@router.get("/mixed-total")
async def mixed_total(db: AsyncDb, old: Db):  # -> blocking-async
    first = await db.get(Warehouse, 1)
    return {"code": first.code, "total": StockStore(old).total()}


@router.get("/mixed-threaded")
async def mixed_threaded(db: AsyncDb, old: Db):  # -> native-async
    first = await db.get(Item, 1)
    return {"sku": first.sku, "total": await run_in_threadpool(StockStore(old).total)}
