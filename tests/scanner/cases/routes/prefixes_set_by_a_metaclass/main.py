"""A metaclass gives each class its prefix; a subclass has its own instead of its base's."""

from typing import ClassVar

from fastapi import APIRouter, FastAPI


class Meta(type):
    made: ClassVar[list] = []

    def __new__(mcls, name, bases, namespace, *, prefix: str = ""):
        cls = super().__new__(mcls, name, bases, namespace)
        cls.prefix = prefix or getattr(cls, "prefix", "")
        if bases:
            mcls.made.append(cls)
        return cls


class Controller(metaclass=Meta):
    prefix: ClassVar[str]
    size: ClassVar[int] = 1

    @classmethod
    def router(cls) -> APIRouter:
        router = APIRouter(prefix=cls.prefix)

        @router.get("/")
        async def index():  # -> native-async
            return cls().index()

        return router

    def index(self) -> str:
        return type(self).__name__


class Rooms(Controller, prefix="/rooms"):
    pass


class Suites(Rooms, prefix="/suites"):
    pass


class Attics(Suites):
    def index(self) -> str:
        return "none"


app = FastAPI()
for made in Meta.made:
    app.include_router(made.router(), prefix=f"/{made.__name__.lower()}")
