from fastapi.responses import JSONResponse, Response

from ser.codec import dumps


class Custom(JSONResponse):
    def render(self, content):  # -> blocking-async
        return dumps(content).encode()


class Lazy(Response):
    def __init__(self, make, **kwargs):
        self.make = make
        super().__init__(**kwargs)

    async def __call__(self, scope, receive, send):
        self.body = str(self.make()).encode()
        self.headers["content-length"] = str(len(self.body))
        await super().__call__(scope, receive, send)
