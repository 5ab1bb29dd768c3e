"""Numbers that functions and classes were given stand in the paths of what they make."""

from fastapi import APIRouter, FastAPI

app = FastAPI()


def versioned(version: int = 1) -> APIRouter:
    return APIRouter(prefix=f"/v{version}")


class Stage(APIRouter):
    def __init__(self, *args, stage: int = 1, **kwargs) -> None:
        super().__init__(*args, prefix=f"/stage{stage}" + kwargs.pop("prefix", ""), **kwargs)


for router in (versioned(2), versioned(), Stage(stage=2), Stage(stage=3, prefix="/late")):

    @router.get("/state")
    async def state():  # -> native-async
        return 1

    app.include_router(router)

for number in range(1, 4, 2):
    shelf = versioned(number * 10)

    @shelf.get("/shelf")
    async def numbered():  # -> native-async
        return 1

    app.include_router(shelf, prefix=f"/shelf{number}")
