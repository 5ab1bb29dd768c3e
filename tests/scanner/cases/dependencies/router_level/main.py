import requests
from fastapi import APIRouter, Depends, FastAPI


async def require_token():  # -> blocking-async via requests.get
    requests.get("http://auth.test/introspect")


router = APIRouter(prefix="/admin", dependencies=[Depends(require_token)])


@router.get("/users")
def users():  # -> blocking-async (dependency) via requests.get
    return []


@router.get("/stats")
async def stats():  # -> blocking-async (dependency) via requests.get
    return {}


app = FastAPI()
app.include_router(router)


@app.get("/health")
async def health():  # -> native-async (no-io)
    return {"ok": True}
