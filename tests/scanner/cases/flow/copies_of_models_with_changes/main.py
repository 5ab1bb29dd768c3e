import time

from fastapi import FastAPI
from pydantic import BaseModel


class Settings(BaseModel):
    output: str = "screen"
    width: int = 80


def on_screen(text):
    return text


def on_paper(text):  # -> converted-def
    time.sleep(0.001)
    return text


OUTPUTS = {"screen": on_screen, "paper": on_paper}


class Printer:
    def __init__(self, settings: Settings) -> None:
        self.output = OUTPUTS[settings.output]

    def show(self, text):  # -> converted-def
        return self.output(text)


paper = Settings(output="paper")
screen = paper.model_copy(update={"output": "screen"})
app = FastAPI()


@app.get("/screen")
async def show():  # -> native-async
    return Printer(screen).show("a")


@app.get("/paper")
def show_on_paper():  # -> converted-def
    return Printer(paper).show("a")
