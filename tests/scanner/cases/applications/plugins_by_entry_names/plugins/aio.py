import httpx

from plugins.base import Plugin


class AioPlugin(Plugin):
    async def deliver(self, text):  # -> native-async
        async with httpx.AsyncClient() as client:
            return (await client.post("http://slack.test/hook", content=text)).status_code
