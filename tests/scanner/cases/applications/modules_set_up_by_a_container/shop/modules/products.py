from typing import Annotated

from fastapi import Depends


def setup(app, container):
    router = container.router("/products")
    Products = Annotated[object, Depends(container.provide("products"))]

    @router.get("")
    async def index(products: Products):  # -> blocking-async
        return products.all()

    @router.get("/{key}")
    def show(key: int, products: Products):  # -> converted-def
        return products.one(key)

    @router.get("/{key}/title")
    async def title(key: int, products: Products):  # -> blocking-async
        return str(products.one(key)).title()
