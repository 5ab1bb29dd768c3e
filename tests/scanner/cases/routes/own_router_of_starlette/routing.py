from dataclasses import dataclass
from functools import wraps

from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Router


@dataclass
class APIRouter(Router):
    def __init__(self, prefix=""):
        self.prefix = prefix
        super().__init__()

    def __post_init__(self):
        if self.prefix:
            assert self.prefix.startswith("/")

    def post(self, path, include_in_schema=True):
        def decorator(func):
            @wraps(func)
            async def wrapper(request):  # -> blocking-async
                response = await func(request=request)
                return response if isinstance(response, Response) else JSONResponse(response)

            self.add_route(path=self.prefix + path, endpoint=wrapper, methods=["POST"])
            return wrapper

        return decorator

    def get(self, path):
        def decorator(func):
            self.add_route(path=self.prefix + path, endpoint=func, methods=["GET"])
            return func

        return decorator

    def include_router(self, router, prefix="", name=None):
        resolved = self.prefix + prefix
        for route in self.routes:
            if isinstance(route, Mount) and route.path == resolved:
                route.routes.extend(router.routes)
                return
        self.mount(path=resolved, app=router, name=name)
