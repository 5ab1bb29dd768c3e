import asyncio


class Hub:
    def __init__(self):
        self.sockets = set()
        self.history = []

    async def connect(self, socket):
        await socket.accept()
        self.sockets.add(socket)

    def drop(self, socket):
        self.sockets.discard(socket)

    async def broadcast(self, text):
        self.history.append(text)
        await asyncio.gather(*(s.send_text(text) for s in self.sockets))


class StoringHub(Hub):
    def __init__(self, store):
        super().__init__()
        self.store = store

    async def broadcast(self, text):  # -> blocking-async
        self.store.rpush("history", text)
        await super().broadcast(text)
