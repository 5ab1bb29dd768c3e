import time

from fastapi import FastAPI


def draw(shape):
    return shape


def print_out(shape):  # -> converted-def
    time.sleep(0.001)
    return shape


class Canvas:
    outputs = {"screen": draw, "paper": print_out}

    def __init__(self, output, filters):
        self.output = output
        self.filters = filters

    def show(self, shape):  # -> converted-def
        for each in self.filters:
            shape = each(shape)
        return self.outputs[self.output](shape)


FILTERS = [str.strip, str.lower]
screen, paper = Canvas("screen", FILTERS), Canvas("paper", FILTERS)
app = FastAPI()


@app.get("/screen")
async def on_screen():  # -> native-async
    return screen.show("A")


@app.get("/paper")
def on_paper():  # -> converted-def
    return paper.show("A")
