from fastapi import APIRouter


class Resource:
    prefix = ""
    service_class = None

    def __init__(self):
        self.router = APIRouter(prefix=self.prefix)
        self.service = self.service_class()
        self.register()

    def register(self):
        self.router.get("/")(self.list)
        self.router.get("/{key}")(self.retrieve)
        for name in dir(self):
            method = getattr(self, name)
            extra = getattr(method, "extra_path", None)
            if extra:
                self.router.add_api_route(extra, method)

    async def list(self):  # -> GET /memory/: native-async; GET /remote/: blocking-async
        return self.service.all()

    async def retrieve(self, key: int):  # -> native-async
        return await self.service.one(key)


def action(path):
    def mark(method):
        method.extra_path = path
        return method

    return mark
