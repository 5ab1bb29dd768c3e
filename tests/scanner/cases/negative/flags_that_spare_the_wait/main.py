import time

from fastapi import FastAPI


class Loader:
    patient = False

    def load(self, name, *, wait=None):  # -> converted-def
        if self.patient if wait is None else wait:
            time.sleep(0.01)
        return name


class PatientLoader(Loader):
    patient = True


app = FastAPI()
loader = Loader()
patient = PatientLoader()


@app.get("/quick")
async def quick():  # -> native-async
    return loader.load("x")


@app.get("/spared")
async def spared():  # -> native-async
    return patient.load("x", wait=False)


@app.get("/patient")
def wait():  # -> converted-def
    return patient.load("x") + loader.load("y", wait=True)
