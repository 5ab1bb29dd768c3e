import requests
from fastapi import Depends, FastAPI


def current_tenant() -> str:  # -> converted-def
    return requests.get("http://tenants.test/current").text


app = FastAPI()


@app.get("/tenant")
async def read_tenant(tenant: str = Depends(current_tenant)):  # -> native-async
    return {"tenant": tenant}
