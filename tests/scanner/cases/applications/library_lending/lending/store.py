import sqlite3
from contextlib import contextmanager


class Store:
    def __init__(self, path: str) -> None:
        self._path = path

    @contextmanager
    def cursor(self):  # -> blocking-async
        connection = sqlite3.connect(self._path, check_same_thread=False)
        connection.execute("create table if not exists books (id integer, state text)")
        try:
            yield connection.cursor()
            connection.commit()
        finally:
            connection.close()

    def state(self, book: int) -> str:  # -> blocking-async
        with self.cursor() as cursor:
            row = cursor.execute("select state from books where id = ?", (book,)).fetchone()
        return row[0] if row else "in"

    def mark(self, book: int, state: str) -> None:  # -> blocking-async
        with self.cursor() as cursor:
            cursor.execute("insert into books values (?, ?)", (book, state))
