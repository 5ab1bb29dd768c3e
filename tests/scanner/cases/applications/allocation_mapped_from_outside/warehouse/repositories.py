from abc import ABC, abstractmethod

from sqlalchemy.orm import Session, selectinload

from warehouse import orm
from warehouse.model import Batch, Product


class Repository(ABC):
    def get(self, sku: str) -> Product | None:  # -> blocking-async
        return self._get(sku)

    @abstractmethod
    def _get(self, sku: str) -> Product | None: ...

    @abstractmethod
    def add(self, product: Product) -> None: ...


class SqlRepository(Repository):
    def __init__(self, session: Session):
        self.session = session

    def add(self, product):
        self.session.add(product)

    def _get(self, sku):  # -> blocking-async
        return self.session.query(Product).filter_by(sku=sku).first()

    def whole(self, sku):  # -> converted-def
        loads = selectinload(Product.batches).selectinload(Batch._lines)
        return self.session.query(Product).options(loads).filter_by(sku=sku).first()

    def of_batch(self, reference):
        return self.session.query(Product).join(Batch).filter(orm.batches.c.reference == reference)


class MemoryRepository(Repository):
    def __init__(self, *products: Product):
        self.products = {product.sku: product for product in products}

    def add(self, product):
        self.products[product.sku] = product

    def _get(self, sku):
        return self.products.get(sku)
