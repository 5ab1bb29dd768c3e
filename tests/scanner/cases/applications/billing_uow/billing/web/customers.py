from collections.abc import AsyncIterator, Iterator
from typing import Annotated

from fastapi import APIRouter, Depends

from billing.uow import AsyncUnitOfWork, UnitOfWork

router = APIRouter(prefix="/customers", tags=["customers"])


def unit() -> Iterator[UnitOfWork]:
    with UnitOfWork() as opened:
        yield opened


async def async_unit() -> AsyncIterator[AsyncUnitOfWork]:
    async with AsyncUnitOfWork() as opened:
        yield opened


Unit = Annotated[UnitOfWork, Depends(unit)]
AsyncUnit = Annotated[AsyncUnitOfWork, Depends(async_unit)]


@router.get("")
async def index(opened: AsyncUnit, page: int = 1):  # -> native-async
    return [row.name for row in await opened.customers.list(page)]


@router.get("/sync")
def index_sync(opened: Unit, page: int = 1):  # -> converted-def
    return [row.name for row in opened.customers.list(page)]


@router.get("/statement")
async def statement(opened: AsyncUnit):  # -> native-async
    return str(opened.customers.page(2))


@router.get("/{key}")
async def show(key: int, opened: AsyncUnit):  # -> native-async
    row = await opened.customers.get(key)
    return row.name if row else None


@router.get("/{key}/mixed")
async def mixed(key: int, opened: Unit):  # -> blocking-async
    row = opened.customers.get(key)
    return row.name if row else None


@router.get("/{key}/invoices")
def invoices(key: int, opened: Unit):  # -> converted-def
    row = opened.customers.get(key)
    return len(row.invoices) if row else 0
