import time

import httpx
import requests
from requests.adapters import HTTPAdapter


class TokenAuth(httpx.Auth):
    def __init__(self, fetch):
        self.fetch = fetch

    def auth_flow(self, request):  # -> blocking-async
        request.headers["x-token"] = self.fetch()
        yield request


def static_token():
    return "t"


def remote_token():  # -> blocking-async
    time.sleep(0.001)
    return "t"


async def on_request(request):
    request.headers["x"] = "1"


async def on_request_slow(request):  # -> blocking-async
    time.sleep(0.001)


def client(**options):
    return httpx.AsyncClient(base_url="http://x.test", **options)


plain = client()
hooked = client(event_hooks={"request": [on_request]})
slow_hooked = client(event_hooks={"request": [on_request_slow]})


class Api(requests.Session):
    def __init__(self, base):
        super().__init__()
        self.base = base
        self.mount("http://", HTTPAdapter(max_retries=1))

    def request(self, method, url, **kwargs):  # -> blocking-async
        return super().request(method, self.base + url, **kwargs)

    def prepare_only(self, url):
        return self.prepare_request(requests.Request("GET", self.base + url)).url


api = Api("http://x.test")
