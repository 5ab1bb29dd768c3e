class FakeStore:
    def scores(self):
        return []


async def guest():
    return "guest"
