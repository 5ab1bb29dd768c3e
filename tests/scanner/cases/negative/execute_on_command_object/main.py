from fastapi import FastAPI


class Command:
    def __init__(self, name):
        self.name = name

    def execute(self):
        return {"ran": self.name}


class Bus:
    def __init__(self):
        self.commands = [Command("a"), Command("b")]

    def all(self):
        return [command.execute() for command in self.commands]


app = FastAPI()


@app.post("/run")
async def run():  # -> native-async (no-io)
    return Bus().all()
