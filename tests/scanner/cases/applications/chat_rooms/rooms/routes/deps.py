from typing import Annotated

from fastapi import Depends
from fastapi.requests import HTTPConnection

from rooms.wiring import Container


def get_container(connection: HTTPConnection) -> Container:
    return connection.app.state.container


Services = Annotated[Container, Depends(get_container)]


class Moderated:
    def __init__(self, *, remote: bool) -> None:
        self.remote = remote

    async def __call__(self, services: Services, text: str = "hello") -> str:  # -> blocking-async
        chain = services.rules if self.remote else services.local_rules
        return text if chain.allows(text) else "***"


LocalText = Annotated[str, Depends(Moderated(remote=False))]
CheckedText = Annotated[str, Depends(Moderated(remote=True))]
