import dataclasses
import enum
import time
import typing

from fastapi import FastAPI

app = FastAPI()


def stamp() -> float:  # -> blocking-async
    time.sleep(0.001)
    return 1.0


@dataclasses.dataclass
class Checked:
    name: str
    source: dataclasses.InitVar[str] = "db"

    def __post_init__(self, source: str) -> None:  # -> blocking-async
        if source == "db":
            stamp()


@dataclasses.dataclass(frozen=True)
class Plain:
    name: str
    at: float = 0.0


@dataclasses.dataclass
class Stamped:
    at: float = dataclasses.field(default_factory=stamp)


class Level(enum.Enum):
    LOW = "low"
    HIGH = "high"

    @classmethod
    def _missing_(cls, value: object) -> "Level":  # -> blocking-async
        stamp()
        return cls.LOW


class Point(typing.NamedTuple):
    x: int

    @property
    def far(self) -> bool:  # -> blocking-async
        stamp()
        return True


@app.get("/checked")
async def checked():  # -> blocking-async
    return Checked("a").name


@app.get("/replace")
async def replaced():  # -> native-async
    plain = dataclasses.replace(Plain("a"), name="b")
    return plain.name


@app.get("/stamped")
async def stamped():  # -> blocking-async
    return Stamped().at


@app.get("/stamped-given")
async def stamped_given():  # -> native-async
    return Stamped(2.0).at


@app.get("/level")
async def level():  # -> blocking-async
    return Level("nothing").value


@app.get("/point")
async def point():  # -> native-async
    return Point(1).x


@app.get("/far")
async def far():  # -> blocking-async
    return Point(1).far


@app.get("/asdict")
async def asdict():  # -> native-async
    return dataclasses.asdict(Plain("x"))
