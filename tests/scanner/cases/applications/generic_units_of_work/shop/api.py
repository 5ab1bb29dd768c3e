import anyio
from fastapi import APIRouter, Depends

from shop.bootstrap import real, services
from shop.orm import Order
from shop.repository import Orders
from shop.services import CustomerService
from shop.uow import UnitOfWork

router = APIRouter()


def service(name: str):
    return lambda: services[name]


@router.get("/customers")
async def customers(s: CustomerService = Depends(service("customers"))):  # -> blocking-async
    return s.names()


@router.post("/customers")
async def create(s: CustomerService = Depends(service("customers"))):  # -> blocking-async
    return s.register("x")


@router.get("/fake")
async def fake_names(s: CustomerService = Depends(service("fake"))):  # -> native-async
    return s.names()


@router.post("/fake")
async def fake_create(s: CustomerService = Depends(service("fake"))):  # -> native-async
    return s.register("x")


@router.get("/statement")
async def statement(s=Depends(service("orders"))):  # -> native-async
    return s.statement()


@router.get("/notes")
async def notes():  # -> native-async
    return await anyio.to_thread.run_sync(services["orders"].notes)


@router.get("/notes/inline")
async def notes_inline():  # -> blocking-async
    return services["orders"].notes()


@router.get("/query")
async def query():  # -> native-async
    return str(Orders(None).query())


@router.get("/def/customers")
def def_customers():  # -> converted-def
    return services["customers"].names()


def uow_dep():  # -> converted-def
    with real() as uow:
        yield uow


@router.get("/dep/untouched")
async def untouched(uow: UnitOfWork = Depends(uow_dep)):  # -> native-async
    return {"ok": uow.factory is not None}


@router.get("/dep/used/{key}")
async def used(key: int, uow: UnitOfWork = Depends(uow_dep)):  # -> blocking-async
    row = uow.orders.get(key)
    return {"customer": row.customer.name if row else None}


@router.get("/dep/lazy/{key}")
def lazy(key: int, uow: UnitOfWork = Depends(uow_dep)):  # -> converted-def
    customer = uow.customers.get(key)
    return [o.note for o in customer.orders]
