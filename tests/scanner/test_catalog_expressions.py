"""Type expressions: what parses to what, and what is refused."""

from __future__ import annotations

import pytest

from scanner.catalog.expressions import (
    ClassOf,
    Expression,
    Fallback,
    Named,
    Reference,
    Union,
    parse_expression,
    type_names,
)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("acme.Client", Named("acme.Client")),
        ("list[acme.Row]", Named("list", (Named("acme.Row"),))),
        ("tuple[int, $T]", Named("tuple", (Named("int"), Reference("value", "T")))),
        ("$self", Reference("value", "self")),
        ("new $0 | none", Union((Reference("new", "0"), Named("none")))),
        ("param $0 T", Reference("param", "0", "T")),
        ("one $*", Reference("one", "*")),
        ("new $class_ or acme.Session", Fallback(Reference("new", "class_"), Named("acme.Session"))),
        ("class acme.Base", ClassOf("acme.Base")),
    ],
)  # fmt: skip
def test_expressions_parse(text: str, tree: Expression) -> None:
    assert parse_expression(text) == tree


@pytest.mark.parametrize("text", ["", "list[", "list[]", "new Client", "$0 $1", "a | ", "a-b", "class"])
def test_nonsense_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="type expression"):
        parse_expression(text)


def test_type_names_leave_out_literal_types_and_references() -> None:
    expression = parse_expression("dict[str, acme.Row[$T]] | class acme.Base or elem $0")
    assert list(type_names(expression)) == ["acme.Row", "acme.Base"]
