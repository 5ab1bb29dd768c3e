from functools import partial

from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

from shop.services import CustomerService, OrderService
from shop.uow import FakeSession, UnitOfWork

engine = create_engine("mysql+pymysql://h/db")
factory = sessionmaker(bind=engine, expire_on_commit=False)

real = partial(UnitOfWork, factory)
fake = partial(UnitOfWork, FakeSession)

services = {
    "customers": CustomerService(real),
    "orders": OrderService(real),
    "fake": CustomerService(fake),
}
