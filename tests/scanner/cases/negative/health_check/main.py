from fastapi import APIRouter, FastAPI, Response, status

router = APIRouter(tags=["health"])


@router.get("/healthz", status_code=status.HTTP_204_NO_CONTENT)
async def healthz() -> Response:  # -> native-async (no-io)
    return Response(status_code=204)


@router.get("/version")
def version():  # -> converted-def (born-def)
    return {"version": "1.0"}


app = FastAPI()
app.include_router(router)
