from sqlalchemy.orm import contains_eager, joinedload, raiseload, selectinload, subqueryload, undefer

from models import Author, Book

WITH_AUTHOR = (joinedload(Book.author),)


def for_detail():
    return [selectinload(Book.author), selectinload(Book.tags), undefer(Book.blurb)]


def for_list(full: bool = False):
    options = [joinedload(Book.author)]
    if full:
        options.append(subqueryload(Book.tags))
    return options


def strict():
    return raiseload("*")


def joined_author(query):
    return query.join(Book.author).options(contains_eager(Book.author))


def books_of_authors():
    return selectinload(Author.books).joinedload(Book.tags)
