from starlette.responses import Response, StreamingResponse


class EventStream(StreamingResponse):
    media_type = "text/event-stream"

    def __init__(self, content, ping=15, **kwargs):
        super().__init__(content, **kwargs)
        self.ping = ping

    async def listen_for_disconnect(self, receive):
        await super().listen_for_disconnect(receive)


class Rendered(Response):
    media_type = "text/plain"

    def render(self, content):  # -> blocking-async
        return "".join(content).encode()


def as_events(items):
    return EventStream(encode(items))


async def encode(items):  # -> blocking-async
    async for item in items:
        yield f"data: {item}\n\n".encode()
