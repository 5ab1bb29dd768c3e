from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict


class Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class BookOut(Out):
    title: str


class AuthorOut(Out):
    id: int
    label: str


class AuthorFull(AuthorOut):
    books: list[BookOut]


T = TypeVar("T")


class Envelope(Out, Generic[T]):
    data: T
    next: int | None = None


class Listing(Out, Generic[T]):
    items: list[T]
