"""Small random changes of a module, as people make them between two scans."""

from __future__ import annotations

import ast
import random
import re

_REMARKS = (
    "a remark",
    "self.{word} = {word}({other})",
    "import {word}",
    "def {word}(): return {other}",
    "{word}",
    "TODO: {word}, then ({other})",
    "del self.{word}",
    "workers = 4",
)


class Editor:
    """Changes texts; the same ``seed`` changes the same text in the same way."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def change(self, text: str) -> str:
        """The text after one change; what cannot be parsed any more is given back as it was."""
        if not _statements(text):
            return text
        edits = (
            self.remark,
            self.blank,
            self.trail,
            self.docstring,
            self.function,
            self.inside,
            self.without,
            self.top,
        )
        return self._valid(text, self._random.choice(edits)(text))

    def harmless(self, text: str) -> str:
        """The text after a change that no run of it would show."""
        edits = (self.remark, self.blank, self.trail, self.docstring)
        return self._valid(text, self._random.choice(edits)(text)) if _statements(text) else text

    def remark(self, text: str) -> str:
        """A comment in a line of its own, indented like anything around it."""
        rows, number = self._place(text)
        indents = {_indent(row) for row in rows[max(0, number - 2) : number + 1]} | {"", "    "}
        rows.insert(number - 1, f"{self._random.choice(sorted(indents))}# {self._remark(text)}")
        return "\n".join(rows)

    def blank(self, text: str) -> str:
        rows, number = self._place(text)
        rows.insert(number - 1, self._random.choice(("", "", "    ")))
        return "\n".join(rows)

    def trail(self, text: str) -> str:
        """A comment behind a statement."""
        rows, ends = text.split("\n"), sorted({node.end_lineno or 1 for node in _statements(text)})
        rows[self._random.choice(ends) - 1] += f"  # {self._remark(text)}"
        return "\n".join(rows)

    def function(self, text: str) -> str:
        """A function more, at the end or before another statement, of which nothing else knows."""
        rows = text.split("\n")
        number = self._random.choice([len(rows) + 1, *(node.lineno for node in ast.parse(text).body)])
        name = self._random.choice(("added", "_added", *self._words(text)))
        body = self._random.choice(
            ("return value", f"return {self._words(text)[0]}", "import time; time.sleep(1)")
        )
        rows[number - 1 : number - 1] = [f"def {name}(value: int = 1):", f"    {body}", ""]
        return "\n".join(rows)

    def docstring(self, text: str) -> str:
        """A text at the head of a module, class or function, in front of another where it has one."""
        blocks = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
        bodies = [node.body for node in ast.walk(ast.parse(text)) if isinstance(node, blocks) and node.body]
        rows, first = text.split("\n"), self._random.choice(bodies)[0]
        indent, remark = " " * first.col_offset, self._remark(text)
        number = min([first.lineno, *(each.lineno for each in getattr(first, "decorator_list", []))])
        lines = self._random.choice(
            ([f'{indent}"""{remark}."""'], [f'{indent}"""{remark}', "", f'{indent}"""'])
        )
        rows[number - 1 : number - 1] = lines
        return "\n".join(rows)

    def inside(self, text: str) -> str:
        """A statement more at the head of a function."""
        bodies = [
            n.body for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)
        ]
        if not bodies:
            return text
        rows, first = text.split("\n"), self._random.choice(bodies)[0]
        added = self._random.choice(
            (
                "changed = 1",
                f"{self._words(text)[0]} = 1",
                "import time; time.sleep(1)",
                f"print({self._words(text)[0]!r})",
            )
        )
        rows.insert(first.lineno - 1, " " * first.col_offset + added)
        return "\n".join(rows)

    def without(self, text: str) -> str:
        """Without one of its statements."""
        rows, gone = text.split("\n"), self._random.choice(_statements(text))
        del rows[gone.lineno - 1 : gone.end_lineno]
        return "\n".join(rows)

    def top(self, text: str) -> str:
        """A statement more that runs on import."""
        word, other = self._words(text)[:2]
        added = self._random.choice(
            (
                f"{word} = 1",
                "ADDED = (1, {'a': -2})",
                "import time",
                f"class Added({word}): pass",
                f"{word}.{other} = 1",
            )
        )
        return f"{text}\n{added}\n"

    def _place(self, text: str) -> tuple[list[str], int]:
        rows = text.split("\n")
        return rows, self._random.choice([len(rows), *(node.lineno for node in _statements(text))])

    def _remark(self, text: str) -> str:
        word, other = self._words(text)[:2]
        return self._random.choice(_REMARKS).format(word=word, other=other)

    def _words(self, text: str) -> list[str]:
        words = sorted(set(re.findall(r"[A-Za-z_]\w+", text))) or ["word"]
        return self._random.choices(words, k=4)

    @staticmethod
    def _valid(before: str, after: str) -> str:
        try:
            compile(after, "changed", "exec", ast.PyCF_ONLY_AST, dont_inherit=True)
        except (SyntaxError, ValueError):
            return before
        return after


def _statements(text: str) -> list[ast.stmt]:
    return [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.stmt)]


def _indent(row: str) -> str:
    return row[: len(row) - len(row.lstrip())]
