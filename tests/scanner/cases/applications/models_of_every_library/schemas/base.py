from typing import Annotated, Any, Generic, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    computed_field,
    field_serializer,
    field_validator,
    model_serializer,
    model_validator,
)

from schemas.lookups import country_exists, normalise, rate_of

T = TypeVar("T")
Code = Annotated[str, BeforeValidator(normalise)]
Checked = Annotated[str, AfterValidator(country_exists)]


class Base(BaseModel):
    model_config = ConfigDict(extra="ignore", populate_by_name=True)


class Page(Base, Generic[T]):
    items: list[T]
    total: int = 0

    @model_validator(mode="after")
    def count(self):
        self.total = len(self.items)
        return self


class Money(Base):
    amount: int
    code: Code = "eur"

    @computed_field
    @property
    def text(self) -> str:
        return f"{self.amount} {self.code}"


class Converted(Money):
    @computed_field
    @property
    def rate(self) -> int:  # -> blocking-async
        return rate_of(self.code)


class Address(Base):
    country: Checked


class Secret(Base):
    value: str

    @field_serializer("value")
    def mask(self, value: str) -> str:
        return "*" * len(value)


class Signed(Base):
    value: str

    @model_serializer(mode="wrap")
    def sign(self, handler) -> dict[str, Any]:  # -> blocking-async
        return {**handler(self), "signature": rate_of(self.value)}


class Session(Base):
    name: str = "s"
    _client: Any = PrivateAttr(default=None)

    def model_post_init(self, context):
        self._client = rate_of

    def use(self):  # -> blocking-async
        return self._client(self.name)


class Patch(Base):
    name: str = Field(default_factory=lambda: "generated")

    @field_validator("name", mode="wrap")
    @classmethod
    def tidy(cls, value, handler):
        return handler(value).strip()
