"""libcst nodes -> the intermediate form: nested tuples that marshal can store.

Nothing is judged here and no library is known. Expressions are ``(op, ...)`` tuples, statements
``(op, line, ...)`` tuples.
"""

from __future__ import annotations

import ast
import gc
from collections.abc import Callable, Iterable
from typing import Any

import libcst as cst

from scanner.facts import generics
from scanner.facts.positions import Positions

IR = tuple[Any, ...]
_CONSTANTS = {"True": True, "False": False, "None": None}
OPENING = "async def _():"
"""The line put above a function body to make it a module of its own."""


def parse(source: str) -> cst.Module:
    """Parse with the collector paused: a parse only allocates, so collecting in it is wasted work."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        return cst.parse_module(source)
    finally:
        if enabled:
            gc.enable()


def lower_module(source: str, bodies: dict[int, tuple[int, int]]) -> tuple[IR, ...]:
    """The statements of a module skeleton; functions listed in ``bodies`` get a reference instead of a body.

    Raises libcst.ParserSyntaxError.
    """
    return _lower(parse(source), 0, bodies)


def lower_body(lines: list[str], first: int) -> tuple[tuple[IR, ...], int, bool]:
    """``(statements, number of awaits, is generator)`` of the function body with these lines, of which
    ``first`` is the first one's number.

    Raises libcst.ParserSyntaxError.
    """
    module = parse("\n".join((OPENING, *lines, "")))
    lowered = _lower(module, first - 2, {})
    function = lowered[0][3]
    return function[8], function[9], function[10]


def lower_expression(source: str) -> IR | None:
    """A type expression written as a string; ``None`` if it is not an expression."""
    try:
        return _Lowering({}, {}, 0, {}).expr(cst.parse_expression(source.strip()))
    except (cst.ParserSyntaxError, ValueError, RecursionError):
        return None


def _lower(module: cst.Module, offset: int, bodies: dict[int, tuple[int, int]]) -> tuple[IR, ...]:
    positions = Positions(module)
    return _Lowering(positions.starts, positions.ends, offset, bodies).block(module.body)


class _Lowering:
    def __init__(
        self, starts: dict[int, int], ends: dict[int, int], offset: int, bodies: dict[int, tuple[int, int]]
    ) -> None:
        self.starts, self.ends, self.offset, self.bodies = starts, ends, offset, bodies
        self.awaits = 0
        self.yields = False

    def line(self, node: cst.CSTNode) -> int:
        return self.starts.get(id(node), 1 - self.offset) + self.offset

    # -- statements

    def block(self, statements: Iterable[cst.CSTNode]) -> tuple[IR, ...]:
        out: list[IR] = []
        for node in statements:
            if isinstance(node, cst.SimpleStatementLine | cst.SimpleStatementSuite):
                for small in node.body:
                    if isinstance(small, cst.TypeAlias):
                        out += self.type_variables(small)
                    handler = _STATEMENTS.get(type(small))
                    if handler:
                        out.append(handler(self, small))
            else:
                if isinstance(node, cst.FunctionDef | cst.ClassDef):
                    out += self.type_variables(node)
                handler = _STATEMENTS.get(type(node))
                if handler:
                    out.append(handler(self, node))
        return tuple(out)

    def type_variables(self, node: cst.FunctionDef | cst.ClassDef | cst.TypeAlias) -> tuple[IR, ...]:
        return generics.variables(node.type_parameters, self.line(node.name), self.expr)

    def suite(self, node: cst.BaseSuite) -> tuple[IR, ...]:
        if isinstance(node, cst.SimpleStatementSuite):
            return self.block([node])
        return self.block(node.body)

    def expression_statement(self, node: cst.Expr) -> IR:
        return ("expr", self.line(node), self.expr(node.value))

    def assign(self, node: cst.Assign) -> IR:
        targets = tuple(self.expr(t.target) for t in node.targets)
        return ("=", self.line(node), targets, self.expr(node.value))

    def type_alias(self, node: cst.TypeAlias) -> IR:
        return ("alias", self.line(node.name), node.name.value, self.expr(node.value))

    def annotated(self, node: cst.AnnAssign) -> IR:
        value = self.expr(node.value) if node.value else None
        return ("ann", self.line(node), self.expr(node.target), self.expr(node.annotation.annotation), value)

    def augmented(self, node: cst.AugAssign) -> IR:
        return (
            "aug",
            self.line(node),
            self.expr(node.target),
            type(node.operator).__name__,
            self.expr(node.value),
        )

    def returned(self, node: cst.Return) -> IR:
        return ("ret", self.line(node), self.expr(node.value) if node.value else None)

    def raised(self, node: cst.Raise) -> IR:
        return ("raise", self.line(node), self.expr(node.exc) if node.exc else None)

    def asserted(self, node: cst.Assert) -> IR:
        return ("assert", self.line(node), self.expr(node.test))

    def deleted(self, node: cst.Del) -> IR:
        return ("del", self.line(node), self.expr(node.target))

    def global_names(self, node: cst.Global | cst.Nonlocal) -> IR:
        op = "global" if isinstance(node, cst.Global) else "nonlocal"
        return (op, self.line(node), tuple(item.name.value for item in node.names))

    def jump(self, node: cst.CSTNode) -> IR:
        return ("break" if isinstance(node, cst.Break) else "continue", self.line(node))

    def imported(self, node: cst.Import) -> IR:
        names = tuple((_dotted(a.name), _alias(a)) for a in node.names)
        return ("import", self.line(node), names)

    def imported_from(self, node: cst.ImportFrom) -> IR:
        module = _dotted(node.module) if node.module else ""
        if isinstance(node.names, cst.ImportStar):
            return ("from", self.line(node), len(node.relative), module, None)
        names = tuple((_dotted(a.name), _alias(a)) for a in node.names)
        return ("from", self.line(node), len(node.relative), module, names)

    def conditional(self, node: cst.If) -> IR:
        orelse: tuple[IR, ...] = ()
        if isinstance(node.orelse, cst.If):
            orelse = (self.conditional(node.orelse),)
        elif node.orelse is not None:
            orelse = self.suite(node.orelse.body)
        return ("if", self.line(node.test), self.expr(node.test), self.suite(node.body), orelse)

    def while_loop(self, node: cst.While) -> IR:
        orelse = self.suite(node.orelse.body) if node.orelse else ()
        return ("while", self.line(node.test), self.expr(node.test), self.suite(node.body), orelse)

    def for_loop(self, node: cst.For) -> IR:
        orelse = self.suite(node.orelse.body) if node.orelse else ()
        if node.asynchronous:
            self.awaits += 1
        return (
            "for",
            self.line(node.iter),
            self.expr(node.target),
            self.expr(node.iter),
            self.suite(node.body),
            orelse,
            bool(node.asynchronous),
        )

    def with_block(self, node: cst.With) -> IR:
        items = tuple(
            (self.line(i.item), self.expr(i.item), self.expr(i.asname.name) if i.asname else None)
            for i in node.items
        )
        if node.asynchronous:
            self.awaits += 1
        line = items[0][0] if items else self.line(node)
        return ("with", line, items, self.suite(node.body), bool(node.asynchronous))

    def try_block(self, node: cst.Try | cst.TryStar) -> IR:
        handlers = tuple((self.caught(h), _handler_name(h), self.suite(h.body)) for h in node.handlers)
        orelse = self.suite(node.orelse.body) if node.orelse else ()
        final = self.suite(node.finalbody.body) if node.finalbody else ()
        return ("try", self.line(node.body), self.suite(node.body), handlers, orelse, final)

    def caught(self, node: cst.ExceptHandler | cst.ExceptStarHandler) -> IR | None:
        """What a handler names; that of ``except*``, which is given a group of such errors, is starred."""
        if node.type is None:
            return None
        named = self.expr(node.type)
        return ("*", named) if isinstance(node, cst.ExceptStarHandler) else named

    def match_block(self, node: cst.Match) -> IR:
        cases = tuple(
            (self.pattern(c.pattern), self.expr(c.guard) if c.guard else None, self.suite(c.body))
            for c in node.cases
        )
        return ("match", self.line(node.subject), self.expr(node.subject), cases)

    def pattern(self, node: cst.MatchPattern | cst.MatchStar) -> IR:
        """``(kind, payload, names it binds)``; kinds: value, class, mapping, sequence, or, any, other.

        A class comes with its sub-patterns, ``(attribute or position, pattern)``, a mapping with
        ``(key, pattern)``, a sequence with one per element, among which ``star`` takes any number.
        """
        names = tuple(sorted(_bound_names(node)))
        if isinstance(node, cst.MatchValue):
            return ("value", self.expr(node.value), names)
        if isinstance(node, cst.MatchSingleton):
            return ("value", self.expr(node.value), names)
        if isinstance(node, cst.MatchClass):
            parts = (
                *((n, self.pattern(p.value)) for n, p in enumerate(node.patterns)),
                *((k.key.value, self.pattern(k.pattern)) for k in node.kwds),
            )
            return ("class", (self.expr(node.cls), parts), names)
        if isinstance(node, cst.MatchMapping):
            entries = tuple((self.expr(e.key), self.pattern(e.pattern)) for e in node.elements)
            return ("mapping", (entries, node.rest.value if node.rest else ""), names)
        if isinstance(node, cst.MatchStar):
            return ("star", None, names)
        if isinstance(node, cst.MatchList | cst.MatchTuple):
            elements = (e.value if isinstance(e, cst.MatchSequenceElement) else e for e in node.patterns)
            return ("sequence", tuple(self.pattern(e) for e in elements), names)
        if isinstance(node, cst.MatchAs):
            if node.pattern is None:
                return ("any", None, names)
            kind, payload, _ = self.pattern(node.pattern)
            return (kind, payload, names)
        if isinstance(node, cst.MatchOr):
            return ("or", tuple(self.pattern(p.pattern) for p in node.patterns), names)
        return ("other", None, names)

    def class_def(self, node: cst.ClassDef) -> IR:
        line = self.line(node.name)
        bases = self.arguments([*node.bases, *node.keywords])
        decorators = tuple((self.line(d.decorator), self.expr(d.decorator)) for d in node.decorators)
        end = self.ends.get(id(node), line - self.offset) + self.offset
        variables = self.type_variables(node)
        if variables:
            bases += (generics.base(variables, line),)
        body = (*variables, *self.suite(node.body))
        return ("class", line, node.name.value, end, bases, decorators, body)

    def function_def(self, node: cst.FunctionDef) -> IR:
        line = self.line(node.name)
        is_async = node.asynchronous is not None
        params = self.parameters(node.params)
        returns = self.expr(node.returns.annotation) if node.returns else None
        decorators = tuple((self.line(d.decorator), self.expr(d.decorator)) for d in node.decorators)
        reference = self.bodies.get(line)
        if reference is not None:
            body: Any = ("ref", *reference)
            awaits, yields, end = -1, False, reference[1]
        else:
            outer = self.awaits, self.yields
            self.awaits, self.yields = 0, False
            body = self.suite(node.body)
            awaits, yields = self.awaits, self.yields
            self.awaits, self.yields = outer
            end = self.ends.get(id(node), line - self.offset) + self.offset
        function = (
            node.name.value,
            line,
            end,
            is_async,
            params,
            returns,
            decorators,
            None,
            body,
            awaits,
            yields,
        )
        return ("def", line, node.name.value, function)

    def parameters(self, params: cst.Parameters) -> tuple[IR, ...]:
        """``(name, kind, annotation, default)``.

        Kinds: 0 positional-only, 1 plain, 2 ``*args``, 3 keyword-only, 4 ``**kwargs``.
        """
        out = [self.parameter(p, 0) for p in params.posonly_params]
        out += [self.parameter(p, 1) for p in params.params]
        if isinstance(params.star_arg, cst.Param):
            out.append(self.parameter(params.star_arg, 2))
        out += [self.parameter(p, 3) for p in params.kwonly_params]
        if params.star_kwarg:
            out.append(self.parameter(params.star_kwarg, 4))
        return tuple(out)

    def parameter(self, node: cst.Param, kind: int) -> IR:
        annotation = self.expr(node.annotation.annotation) if node.annotation else None
        return (node.name.value, kind, annotation, self.expr(node.default) if node.default else None)

    # -- expressions

    def expr(self, node: cst.CSTNode | None) -> IR:
        handler = _EXPRESSIONS.get(type(node))
        if handler is None:
            return ("?", type(node).__name__)
        return handler(self, node)

    def name(self, node: cst.Name) -> IR:
        value = node.value
        if value in _CONSTANTS:
            return ("K", _CONSTANTS[value])
        return ("N", value)

    def attribute(self, node: cst.Attribute) -> IR:
        return ("A", self.line(node), self.expr(node.value), node.attr.value)

    def call(self, node: cst.Call) -> IR:
        return ("C", self.line(node), self.expr(node.func), self.arguments(node.args))

    def arguments(self, args: Iterable[cst.Arg]) -> tuple[IR, ...]:
        return tuple((a.star, a.keyword.value if a.keyword else None, self.expr(a.value)) for a in args)

    def string(self, node: cst.SimpleString | cst.ConcatenatedString) -> IR:
        try:
            value = node.evaluated_value
        except (SyntaxError, ValueError):
            value = None
        if value is not None:
            return ("K", value)
        if isinstance(node, cst.ConcatenatedString):
            return ("J", (self.expr(node.left), self.expr(node.right)))
        return ("?", "string")

    def formatted(self, node: cst.FormattedString) -> IR:
        parts: list[IR] = []
        for part in node.parts:
            if isinstance(part, cst.FormattedStringText):
                parts.append(("K", part.value.replace("{{", "{").replace("}}", "}")))
            elif isinstance(part, cst.FormattedStringExpression):
                parts.append(self.converted(part))
        return ("J", tuple(parts))

    def converted(self, part: cst.FormattedStringExpression) -> IR:
        """``{x!r}``, ``{x=}`` and ``{x!s}`` call the function of that name."""
        value = self.expr(part.expression)
        conversion = part.conversion or ("r" if part.equal is not None and part.format_spec is None else None)
        if conversion is None:
            return value if not part.format_spec else self.specified(part, value)
        name = "str" if conversion == "s" else "repr"
        return ("C", self.line(part), ("N", name), (("", None, value),))

    def template(self, node: cst.TemplatedString) -> IR:
        """A template evaluates its parts as they are and puts nothing together."""
        parts = (p for p in node.parts if isinstance(p, cst.TemplatedStringExpression))
        return ("T", self.line(node), tuple(self.expr(part.expression) for part in parts))

    def specified(self, part: cst.FormattedStringExpression, value: IR) -> IR:
        """``{x:spec}`` is what ``"{:spec}".format(x)`` gives."""
        spec: list[IR] = [("K", "{:")]
        for inner in part.format_spec or ():
            if isinstance(inner, cst.FormattedStringText):
                spec.append(("K", inner.value))
            elif isinstance(inner, cst.FormattedStringExpression):
                spec.append(self.converted(inner))
        line = self.line(part)
        template: IR = ("J", (*spec, ("K", "}")))
        return ("C", line, ("A", line, template, "format"), (("", None, value),))

    def number(self, node: cst.CSTNode) -> IR:
        try:
            value = ast.literal_eval(node.value)  # type: ignore[attr-defined]  # Integer, Float and Imaginary have it
        except (ValueError, SyntaxError):
            return ("?", "number")
        if isinstance(value, int) and abs(value) > 1 << 62:
            return ("?", "number")
        return ("K", value)

    def sequence(self, node: cst.Tuple | cst.List | cst.Set) -> IR:
        items = tuple(
            ("*", self.expr(e.value)) if isinstance(e, cst.StarredElement) else self.expr(e.value)
            for e in node.elements
        )
        op = "T" if isinstance(node, cst.Tuple) else "L" if isinstance(node, cst.List) else "SET"
        return (op, self.line(node), items)

    def dictionary(self, node: cst.Dict) -> IR:
        items = tuple(
            (None, self.expr(e.value))
            if isinstance(e, cst.StarredDictElement)
            else (self.expr(e.key), self.expr(e.value))  # type: ignore[attr-defined]  # BaseDictElement is one of two
            for e in node.elements
        )
        return ("D", self.line(node), items)

    def _bound(self, node: cst.BaseExpression | None) -> IR:
        return ("K", None) if node is None else self.expr(node)

    def subscript(self, node: cst.Subscript) -> IR:
        parts = []
        for element in node.slice:
            if isinstance(element.slice, cst.Index):
                inner = self.expr(element.slice.value)
                parts.append(("*", inner) if element.slice.star else inner)
            else:
                cut = element.slice
                bounds = (cut.lower, cut.upper, cut.step)  # type: ignore[attr-defined]  # Index or Slice
                parts.append(("SL", self.line(node), tuple(map(self._bound, bounds))))
        index = parts[0] if len(parts) == 1 else ("T", self.line(node), tuple(parts))
        return ("S", self.line(node), self.expr(node.value), index)

    def awaited(self, node: cst.Await) -> IR:
        self.awaits += 1
        return ("AW", self.line(node), self.expr(node.expression))

    def yielded(self, node: cst.Yield) -> IR:
        self.yields = True
        if isinstance(node.value, cst.From):
            return ("YF", self.line(node), self.expr(node.value.item))
        return ("Y", self.line(node), self.expr(node.value) if node.value else None)

    def lambda_(self, node: cst.Lambda) -> IR:
        outer = self.awaits, self.yields
        params, body = self.parameters(node.params), self.expr(node.body)
        self.awaits, self.yields = outer
        return ("LAM", self.line(node), params, body)

    def comprehension(self, node: cst.BaseComp) -> IR:
        kind = type(node).__name__
        fors: list[IR] = []
        clause: cst.CompFor | None = node.for_in
        while clause is not None:
            if clause.asynchronous:
                self.awaits += 1
            ifs = tuple(self.expr(c.test) for c in clause.ifs)
            fors.append((self.expr(clause.target), self.expr(clause.iter), ifs, bool(clause.asynchronous)))
            clause = clause.inner_for_in
        if isinstance(node, cst.DictComp):
            return ("COMP", kind, self.line(node), self.expr(node.value), self.expr(node.key), tuple(fors))
        return ("COMP", kind, self.line(node), self.expr(node.elt), None, tuple(fors))  # type: ignore[attr-defined]  # the other three have elt

    def binary(self, node: cst.BinaryOperation) -> IR:
        op = type(node.operator).__name__
        return ("B", self.line(node), op, self.expr(node.left), self.expr(node.right))

    def boolean(self, node: cst.BooleanOperation) -> IR:
        op = "and" if isinstance(node.operator, cst.And) else "or"
        return ("BO", op, self.expr(node.left), self.expr(node.right))

    def unary(self, node: cst.UnaryOperation) -> IR:
        return ("U", self.line(node), type(node.operator).__name__, self.expr(node.expression))

    def comparison(self, node: cst.Comparison) -> IR:
        rest = tuple((type(c.operator).__name__, self.expr(c.comparator)) for c in node.comparisons)
        return ("CMP", self.line(node), self.expr(node.left), rest)

    def if_expression(self, node: cst.IfExp) -> IR:
        return ("IF", self.expr(node.test), self.expr(node.body), self.expr(node.orelse))

    def named(self, node: cst.NamedExpr) -> IR:
        return ("NE", self.expr(node.target), self.expr(node.value))

    def starred(self, node: cst.StarredElement) -> IR:
        return ("*", self.expr(node.value))


def _dotted(node: cst.CSTNode) -> str:
    parts: list[str] = []
    while isinstance(node, cst.Attribute):
        parts.append(node.attr.value)
        node = node.value
    if isinstance(node, cst.Name):
        parts.append(node.value)
    return ".".join(reversed(parts))


def _alias(node: cst.ImportAlias) -> str | None:
    return node.asname.name.value if node.asname and isinstance(node.asname.name, cst.Name) else None


def _handler_name(node: cst.ExceptHandler | cst.ExceptStarHandler) -> str | None:
    return node.name.name.value if node.name and isinstance(node.name.name, cst.Name) else None


def _bound_names(node: cst.CSTNode) -> set[str]:
    names: set[str] = set()
    stack: list[cst.CSTNode] = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, cst.MatchAs | cst.MatchStar) and current.name:
            names.add(current.name.value)
        elif isinstance(current, cst.MatchMapping) and current.rest:
            names.add(current.rest.value)
        stack.extend(current.children)
    return names


_STATEMENTS: dict[type, Callable[[_Lowering, Any], IR]] = {
    cst.Expr: _Lowering.expression_statement,
    cst.Assign: _Lowering.assign,
    cst.TypeAlias: _Lowering.type_alias,
    cst.AnnAssign: _Lowering.annotated,
    cst.AugAssign: _Lowering.augmented,
    cst.Return: _Lowering.returned,
    cst.Raise: _Lowering.raised,
    cst.Assert: _Lowering.asserted,
    cst.Del: _Lowering.deleted,
    cst.Global: _Lowering.global_names,
    cst.Nonlocal: _Lowering.global_names,
    cst.Break: _Lowering.jump,
    cst.Continue: _Lowering.jump,
    cst.Import: _Lowering.imported,
    cst.ImportFrom: _Lowering.imported_from,
    cst.If: _Lowering.conditional,
    cst.While: _Lowering.while_loop,
    cst.For: _Lowering.for_loop,
    cst.With: _Lowering.with_block,
    cst.Try: _Lowering.try_block,
    cst.TryStar: _Lowering.try_block,
    cst.Match: _Lowering.match_block,
    cst.ClassDef: _Lowering.class_def,
    cst.FunctionDef: _Lowering.function_def,
}

_EXPRESSIONS: dict[type, Callable[[_Lowering, Any], IR]] = {
    cst.Name: _Lowering.name,
    cst.Attribute: _Lowering.attribute,
    cst.Call: _Lowering.call,
    cst.SimpleString: _Lowering.string,
    cst.ConcatenatedString: _Lowering.string,
    cst.FormattedString: _Lowering.formatted,
    cst.TemplatedString: _Lowering.template,
    cst.Integer: _Lowering.number,
    cst.Float: _Lowering.number,
    cst.Tuple: _Lowering.sequence,
    cst.List: _Lowering.sequence,
    cst.Set: _Lowering.sequence,
    cst.Dict: _Lowering.dictionary,
    cst.Subscript: _Lowering.subscript,
    cst.Await: _Lowering.awaited,
    cst.Yield: _Lowering.yielded,
    cst.Lambda: _Lowering.lambda_,
    cst.ListComp: _Lowering.comprehension,
    cst.SetComp: _Lowering.comprehension,
    cst.GeneratorExp: _Lowering.comprehension,
    cst.DictComp: _Lowering.comprehension,
    cst.BinaryOperation: _Lowering.binary,
    cst.BooleanOperation: _Lowering.boolean,
    cst.UnaryOperation: _Lowering.unary,
    cst.Comparison: _Lowering.comparison,
    cst.IfExp: _Lowering.if_expression,
    cst.NamedExpr: _Lowering.named,
    cst.StarredElement: _Lowering.starred,
    cst.Ellipsis: lambda self, node: ("K", ...),
}
