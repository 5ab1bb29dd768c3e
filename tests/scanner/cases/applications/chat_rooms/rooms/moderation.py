from collections.abc import Iterable
from typing import Protocol

import httpx


class Rule(Protocol):
    def allows(self, text: str) -> bool: ...


class LengthRule:
    def __init__(self, most: int) -> None:
        self.most = most

    def allows(self, text: str) -> bool:
        return len(text) <= self.most


class WordRule:
    def __init__(self, *words: str) -> None:
        self.words = frozenset(words)

    def allows(self, text: str) -> bool:
        return self.words.isdisjoint(text.split())


class RemoteRule:
    def __init__(self, client: httpx.Client) -> None:
        self.client = client

    def allows(self, text: str) -> bool:  # -> blocking-async
        return self.client.post("http://moderation.example.com/", json={"text": text}).status_code == 200


class Chain:
    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = list(rules)

    def allows(self, text: str) -> bool:  # -> blocking-async
        return all(rule.allows(text) for rule in self.rules)
