import time

from fastapi import FastAPI

app = FastAPI()


def slow():  # -> blocking-async
    time.sleep(0.001)


def quick():
    return None


class Registry:
    entries = {}

    @classmethod
    def register(cls, name):
        def keep(run):
            cls.entries[name] = run
            return run

        return keep

    def __class_getitem__(cls, name):
        return cls.entries[name]


Registry.register("slow")(slow)
Registry.register("quick")(quick)


@app.get("/item")
async def item():  # -> blocking-async (helper)
    return Registry["slow"]()


@app.get("/item/calm")
async def item_calm():  # -> native-async
    return Registry["quick"]()


class Answering(type):
    def __getattr__(cls, name):
        if name not in cls.entries:
            raise AttributeError(name)
        return cls.entries[name]


class Tools(metaclass=Answering):
    entries = {"slow": slow, "quick": quick}


@app.get("/attribute")
async def attribute():  # -> blocking-async (helper)
    return Tools.slow()


@app.get("/attribute/calm")
async def attribute_calm():  # -> native-async
    return Tools.quick()


class Field:
    def __init__(self, run):
        self.run = run


class Collecting(type):
    def __new__(mcs, name, bases, namespace):
        namespace["listed"] = {k: v for k, v in namespace.items() if isinstance(v, Field)}
        return super().__new__(mcs, name, bases, namespace)


class Form(metaclass=Collecting):
    send = Field(slow)
    check = Field(quick)


@app.get("/collected")
async def collected():  # -> blocking-async (helper)
    return Form.listed["send"].run()


@app.get("/collected/calm")
async def collected_calm():  # -> native-async
    return Form.listed["check"].run()


class Exporter:
    def export(self):
        raise NotImplementedError


class FileExporter(Exporter):
    def export(self):  # -> blocking-async
        time.sleep(0.001)


class Probe:
    def probe(self):
        raise NotImplementedError


class MemoryProbe(Probe):
    def probe(self):
        return 1


@app.get("/subclasses")
async def subclasses():  # -> blocking-async (helper)
    return [kind().export() for kind in Exporter.__subclasses__()]


@app.get("/subclasses/calm")
async def subclasses_calm():  # -> native-async
    for kind in Probe.__subclasses__():
        kind().probe()


class Sealed:
    def __init__(self, run, other):
        self.__run = run
        self.__other = other

    @classmethod
    def opened(cls, run):
        self = cls.__new__(cls)
        self.late = run
        return self


class Bare:
    @classmethod
    def holding(cls, run):
        self = cls.__new__(cls)
        self.run = run
        return self


@app.get("/private")
async def private():  # -> blocking-async (helper)
    return Sealed(slow, quick)._Sealed__run()


@app.get("/private/calm")
async def private_calm():  # -> native-async
    return Sealed(slow, quick)._Sealed__other()


@app.get("/made/by/hand")
async def made_by_hand():  # -> blocking-async (helper)
    return Sealed.opened(slow).late()


@app.get("/made/by/hand/calm")
async def made_by_hand_calm():  # -> native-async
    return Bare.holding(quick).run()


class Named:
    def __init__(self, **tools):
        for name in tools:
            setattr(self, name, tools[name])


@app.get("/joined")
async def joined():  # -> blocking-async (helper)
    return getattr(Named(on_send=slow, on_check=quick), "_".join(["on", "send"]))()


@app.get("/joined/calm")
async def joined_calm():  # -> native-async
    return getattr(Named(on_send=quick), "_".join(("on", "send")))()
