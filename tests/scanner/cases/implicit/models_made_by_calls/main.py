import time
from typing import Annotated, Any

from fastapi import FastAPI
from pydantic import AfterValidator, BaseModel, Field, create_model, field_validator, model_validator

app = FastAPI()


def look_up(value: Any) -> Any:  # -> blocking-async
    time.sleep(0.001)
    return value


def trim(value: Any) -> Any:
    return value


Known = Annotated[int, AfterValidator(look_up)]
Trimmed = Annotated[int, AfterValidator(trim)]

Order = create_model("Order", size=(Known, ...), note=(str, "none"))
Draft = create_model("Draft", size=(Trimmed, ...), note=(str, "none"))
Unset = create_model("Unset", size=(Known, 3))
FIELDS: dict[str, Any] = {"size": (Known, Field(default=1, ge=0))}
Listed = create_model("Listed", **FIELDS)


class Named(BaseModel):
    name: str = "x"

    @field_validator("name")
    @classmethod
    def is_free(cls, value: str) -> str:  # -> blocking-async
        time.sleep(0.001)
        return value


Child = create_model("Child", __base__=Named, size=(int, 1))
Checked = create_model("Checked", __validators__={"sized": field_validator("size")(look_up)}, size=(int, 1))
Outer = create_model("Outer", order=(Order, ...))


def partial_of(model: type[BaseModel]) -> type[BaseModel]:
    fields = {name: (field.annotation, None) for name, field in model.model_fields.items()}
    return create_model(f"Partial{model.__name__}", **fields)


PartialDraft = partial_of(Draft)


class Tag(BaseModel):
    label: str
    _clean = field_validator("label")(trim)

    @field_validator("label")
    @staticmethod
    def short(value: str) -> str:
        return value[:10]


class Source:
    def read(self) -> int:  # -> blocking-async
        time.sleep(0.001)
        return 1


class Kept:
    def read(self) -> int:
        return 1


class Report(BaseModel):
    size: int

    @model_validator(mode="before")
    @classmethod
    def gather(cls, data: Any) -> Any:  # -> blocking-async
        return {"size": data["source"].read()}


class Summary(BaseModel):
    size: int

    @model_validator(mode="before")
    @classmethod
    def gather(cls, data: Any) -> Any:
        return {"size": data["source"].read()}


@app.get("/made")
async def made() -> int:  # -> blocking-async
    return Order(size=1).size


@app.get("/drafted")
async def drafted() -> int:  # -> native-async
    return Draft(size=1).size


@app.get("/defaulted")
async def defaulted() -> int:  # -> native-async
    return Unset().size


@app.get("/listed")
async def listed() -> int:  # -> blocking-async
    return Listed(size=2).size


@app.get("/inherited")
async def inherited() -> str:  # -> blocking-async
    return Child(name="y").name


@app.get("/inherited-default")
async def inherited_default() -> int:  # -> native-async
    return Child(size=2).size


@app.get("/checked")
async def checked() -> int:  # -> blocking-async
    return Checked(size=2).size


@app.get("/nested")
async def nested() -> int:  # -> blocking-async
    return Outer.model_validate({"order": {"size": 3}}).order.size


@app.post("/sent")
async def sent(order: Order) -> int:  # -> blocking-async
    return order.size


@app.post("/sent-draft")
async def sent_draft(draft: Draft) -> int:  # -> native-async
    return draft.size


@app.patch("/partial")
async def partial(draft: PartialDraft) -> str:  # -> native-async
    return str(draft)


@app.get("/tagged")
async def tagged() -> str:  # -> native-async
    return Tag(label="x").label


@app.get("/reported")
async def reported() -> int:  # -> blocking-async
    return Report(source=Source()).size


@app.get("/summed")
async def summed() -> int:  # -> native-async
    return Summary(source=Kept()).size
