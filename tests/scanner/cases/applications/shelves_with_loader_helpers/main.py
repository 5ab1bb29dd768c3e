from typing import Annotated

from fastapi import Depends, FastAPI

from db import DB
from loading import WITH_AUTHOR, books_of_authors, for_detail, for_list, joined_author, strict
from models import Author, Book
from repo import Authors, Books
from schemas import AuthorCount, AuthorOut, BookBlurb, BookOut, BookTags, BookWithAuthor

app = FastAPI()


def books(session: DB) -> Books:
    return Books(session)


def authors(session: DB) -> Authors:
    return Authors(session)


def the_book(book_id: int, repo: Annotated[Books, Depends(books)]) -> Book:  # -> converted-def
    return repo.get(book_id, *WITH_AUTHOR)


def the_full_book(book_id: int, repo: Annotated[Books, Depends(books)]) -> Book:  # -> converted-def
    return repo.get(book_id, *for_detail())


def the_author(author_id: int, repo: Annotated[Authors, Depends(authors)]) -> Author:  # -> converted-def
    return repo.get(author_id)


def the_author_books(author_id: int, repo: Annotated[Authors, Depends(authors)]) -> Author:  # -> converted-def
    return repo.get(author_id, books_of_authors())


def listed(repo: Annotated[Books, Depends(books)], page: int = 0) -> list[Book]:  # -> converted-def
    return list(repo.page(repo.base().options(*for_list()), page))


def listed_full(repo: Annotated[Books, Depends(books)], page: int = 0) -> list[Book]:  # -> converted-def
    return list(repo.page(repo.base().options(*for_list(full=True)), page))


def listed_joined(repo: Annotated[Books, Depends(books)], page: int = 0) -> list[Book]:  # -> converted-def
    return list(repo.page(joined_author(repo.base()), page))


Listed = Annotated[list[Book], Depends(listed)]


@app.get("/books", response_model=list[BookWithAuthor])
async def list_books(found: Listed):  # -> native-async
    return found


@app.get("/books/tags", response_model=list[BookTags])
async def list_tags(found: Listed):  # -> blocking-async
    return found


@app.get("/books/tags-full", response_model=list[BookTags])
async def list_tags_full(found: Annotated[list[Book], Depends(listed_full)]):  # -> native-async
    return found


@app.get("/books/joined")
async def list_joined(found: Annotated[list[Book], Depends(listed_joined)]):  # -> native-async
    return [b.author.full_name for b in found]


@app.get("/books/{book_id}", response_model=BookOut)
async def one(book: Annotated[Book, Depends(the_book)]):  # -> native-async
    return book


@app.get("/books/{book_id}/blurb", response_model=BookBlurb)
async def blurb(book: Annotated[Book, Depends(the_book)]):  # -> blocking-async
    return book


@app.get("/books/{book_id}/full", response_model=BookBlurb)
async def full(book: Annotated[Book, Depends(the_full_book)]):  # -> native-async
    return book


@app.get("/books/{book_id}/cover")
async def cover(book: Annotated[Book, Depends(the_book)]):  # -> native-async
    return book.cover.path if book.cover else None


@app.get("/books/{book_id}/notes")
async def notes(book: Annotated[Book, Depends(the_book)]):  # -> blocking-async
    return book.notes


@app.get("/authors/{author_id}", response_model=AuthorOut)
async def author(author: Annotated[Author, Depends(the_author)]):  # -> native-async
    return author


@app.get("/authors/{author_id}/count", response_model=AuthorCount)
async def author_count(author: Annotated[Author, Depends(the_author)]):  # -> blocking-async
    return author


@app.get("/authors/{author_id}/count-loaded", response_model=AuthorCount)
async def author_count_loaded(author: Annotated[Author, Depends(the_author_books)]):  # -> native-async
    return author


@app.get("/authors/{author_id}/tags")
async def author_tags(author: Annotated[Author, Depends(the_author_books)]):  # -> native-async
    return [list(b.tag_names) for b in author.books]


@app.get("/authors/{author_id}/blurbs")
async def author_blurbs(author: Annotated[Author, Depends(the_author_books)]):  # -> blocking-async
    return [b.blurb for b in author.books]


@app.get("/strict/{book_id}")
def strict_one(book_id: int, repo: Annotated[Books, Depends(books)]):  # -> converted-def
    return repo.get(book_id, strict()).title


@app.get("/total")
async def total(repo: Annotated[Books, Depends(books)]):  # -> blocking-async
    return repo.total(repo.base())


@app.post("/books/{book_id}/rename", response_model=BookOut)
def rename(book: Annotated[Book, Depends(the_book)], title: str):  # -> converted-def
    book.title = title
    return book
