from fastapi import FastAPI


class Base:
    def __init__(self, name):
        self.name = name
        self.settings = {"retries": 3}


class Client(Base):
    def __init__(self, name):
        super().__init__(name)
        self.label = f"<{self.name}>"

    def get(self, key):
        return self.settings.get(key)


app = FastAPI()


@app.get("/retries")
async def retries():  # -> native-async (no-io)
    return Client("a").get("retries")
