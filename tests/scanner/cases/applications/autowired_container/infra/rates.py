import httpx


class HttpRates:
    def __init__(self):
        self._client = httpx.AsyncClient(base_url="http://rates.test")

    async def rate(self, code):  # -> native-async
        answer = await self._client.get(f"/{code}")
        return 1.0 if answer.status_code == 200 else 0.0

    async def aclose(self):
        await self._client.aclose()
