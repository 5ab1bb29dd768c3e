from fastapi import Depends


def setup(app, container):
    router = container.router("/carts")

    @router.get("")
    async def index(carts=Depends(container.provide("carts"))):  # -> native-async
        return carts.all()

    @router.get("/{key}")
    async def show(key: int, carts=Depends(container.provide("carts"))):  # -> native-async
        return carts.one(key)

    async def summary(carts=Depends(container.provide("carts")), products=Depends(container.provide("products"))):  # -> blocking-async
        return len(carts.all()) + len(products.all())

    router.add_api_route("/sum/mary", summary, methods=["GET"])
