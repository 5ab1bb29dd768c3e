from fastapi import FastAPI

from shop.routes.orders import router as orders
from shop.routes import router

app = FastAPI()
app.include_router(orders, prefix="/direct")
app.include_router(router)
