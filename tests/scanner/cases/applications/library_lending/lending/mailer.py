import asyncio
import smtplib
from collections import deque


class Mailer:
    def __init__(self, host: str) -> None:
        self._host = host

    def send(self, to: str, text: str) -> None:  # -> blocking-async
        with smtplib.SMTP(self._host) as server:
            server.sendmail("library@example.com", [to], text)

    async def send_later(self, to: str, text: str) -> None:  # -> native-async
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(None, self.send, to, text)


class Outbox:
    def __init__(self, size: int = 100) -> None:
        self._waiting: deque[str] = deque(maxlen=size)

    def send(self, to: str, text: str) -> None:
        self._waiting.append(f"{to}: {text}")

    def __len__(self) -> int:
        return len(self._waiting)
