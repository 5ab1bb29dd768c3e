from fastapi import FastAPI


class Query:
    def __init__(self):
        self.parts = []

    def filter(self, part):
        self.parts.append(part)
        return self

    def all(self):
        return list(self.parts)

    def execute(self):
        return self.all()


app = FastAPI()


@app.get("/parts")
async def parts():  # -> native-async (no-io)
    return Query().filter("a").filter("b").execute()
