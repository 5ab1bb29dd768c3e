from fastapi import APIRouter, FastAPI

router = APIRouter(prefix="/things")
rows = {}


@router.get("")
async def listing():  # -> GET /api/things: native-async
    return list(rows)


@router.post("")
async def create(name: str):  # -> POST /api/things: native-async
    rows[name] = len(rows)
    return rows[name]


@router.api_route("/{name}", methods=["PUT", "PATCH"])
async def change(name: str):  # -> native-async
    return rows.get(name)


app = FastAPI()
app.include_router(router, prefix="/api")
