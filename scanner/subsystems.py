"""Which part of the application a route belongs to: by the project's rules, by tag, by path."""

from __future__ import annotations

import re
from collections.abc import Iterable

from scanner.config import SubsystemRule
from scanner.model import RouteRecord
from scanner.source.patterns import matches

# Parts of a path that say where an interface begins, not what it is about.
_PREFIX = re.compile(r"api|rest|v\d+(\.\d+)*", re.IGNORECASE)


def sort(routes: Iterable[RouteRecord], rules: Iterable[SubsystemRule]) -> None:
    """Names each route's subsystem: the first rule that matches, else its first tag, else its area."""
    rules = list(rules)
    for route in routes:
        named = next((rule.name for rule in rules if applies(rule, route)), "")
        route["subsystem"] = named or next(iter(route["tags"]), "") or area(route)


def applies(rule: SubsystemRule, route: RouteRecord) -> bool:
    module = route["handler"].partition(":")[0]
    return (
        matches(route["path"].strip("/"), rule.paths)
        or any(f"{module}.".startswith(f"{package}.") for package in rule.packages)
        or not set(rule.tags).isdisjoint(route["tags"])
    )


def area(route: RouteRecord) -> str:
    """The first part of the path that tells something, else the handler's module."""
    parts = [part for part in route["path"].split("/") if part and "{" not in part]
    telling = (part for part in parts if not _PREFIX.fullmatch(part))
    return next(telling, "") or next(iter(parts), "") or route["handler"].partition(":")[0]
