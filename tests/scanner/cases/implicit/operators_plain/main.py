from fastapi import FastAPI


class Vector:
    def __init__(self, x):
        self.x = x

    def __add__(self, other):
        return Vector(self.x + other.x)

    def __getitem__(self, index):
        return self.x

    def __len__(self):
        return 1

    def __iter__(self):
        yield self.x


app = FastAPI()


@app.get("/vector")
async def vector():  # -> native-async (no-io)
    total = Vector(1) + Vector(2)
    return [total[0], len(total), *total]
