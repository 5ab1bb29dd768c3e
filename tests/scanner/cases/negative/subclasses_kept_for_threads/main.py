import time

from fastapi import FastAPI


class Exporter:
    kinds: dict[str, type["Exporter"]] = {}

    def __init_subclass__(cls, name: str, **rest: object) -> None:
        super().__init_subclass__(**rest)
        cls.kinds[name] = cls

    def export(self) -> str:
        raise NotImplementedError


class Plain(Exporter, name="plain"):
    def export(self) -> str:
        return "x"


class Archive(Exporter, name="archive"):
    def export(self) -> str:  # -> converted-def
        time.sleep(0.01)
        return "y"


def exporter(name: str) -> Exporter:
    return Exporter.kinds[name]()


app = FastAPI()


@app.get("/plain")
async def plain():  # -> native-async
    return exporter("plain").export()


@app.get("/archive")
def archive():  # -> converted-def
    return exporter("archive").export()
