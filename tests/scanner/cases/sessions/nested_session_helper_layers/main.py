from fastapi import Depends, FastAPI

from api.deps import Services, get_services

app = FastAPI()


@app.get("/items/{key}")
async def read(key: int, services: Services = Depends(get_services)):  # -> blocking-async (helper) via sqlalchemy.orm.Session.get
    return services.items.describe(key)
