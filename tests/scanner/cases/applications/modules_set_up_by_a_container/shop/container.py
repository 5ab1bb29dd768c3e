from functools import cached_property

from .config import Settings


class Container:
    def __init__(self, settings: Settings):
        self.settings = settings
        self.routers = {}
        self._overrides = {}

    @cached_property
    def engine(self):
        from sqlalchemy import create_engine

        return create_engine("sqlite://")

    @cached_property
    def products(self):
        from .repositories import MemoryProducts, SqlProducts

        if self.settings.backend == "sql":
            return SqlProducts(self.engine)
        return MemoryProducts()

    @cached_property
    def carts(self):
        from .repositories import MemoryProducts

        return MemoryProducts()

    def router(self, prefix):
        from fastapi import APIRouter

        return self.routers.setdefault(prefix, APIRouter(tags=[prefix.strip("/")]))

    def provide(self, name):
        def dependency():
            return getattr(self, name)

        return dependency
