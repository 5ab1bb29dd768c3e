import time

from fastapi import FastAPI


def slow(text):  # -> converted-def
    time.sleep(0.001)
    return text


def bound(function, prefix):
    return lambda text: function(prefix + text)


STAGES = {}
for kind, stage in (("clean", str.strip), ("clean", str.lower), ("rebuild", slow), ("rebuild", str.upper)):
    STAGES.setdefault(kind, []).append(stage)
PIPELINES = {kind: [bound(stage, "-") for stage in stages] for kind, stages in STAGES.items()}


def run(kind, text):  # -> converted-def
    for stage in PIPELINES[kind]:
        text = stage(text)
    return text


app = FastAPI()


@app.get("/clean")
async def clean():  # -> native-async
    return run("clean", "A")


@app.get("/rebuild")
def rebuild():  # -> converted-def
    return run("rebuild", "A")
