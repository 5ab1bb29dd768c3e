from fastapi import FastAPI


class Calculation:
    def result(self):
        return 42

    def join(self):
        return self

    def wait(self):
        return None


app = FastAPI()


@app.get("/answer")
async def answer():  # -> native-async (no-io)
    calculation = Calculation()
    calculation.wait()
    return calculation.join().result()
