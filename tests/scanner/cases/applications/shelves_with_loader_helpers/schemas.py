from pydantic import BaseModel, ConfigDict


class Out(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class BookOut(Out):
    id: int
    title: str
    double: int


class BookBlurb(BookOut):
    blurb: str


class AuthorOut(Out):
    id: int
    full_name: str


class BookWithAuthor(BookOut):
    author: AuthorOut


class BookTags(BookOut):
    tag_names: list[str]


class AuthorCount(AuthorOut):
    book_count: int
