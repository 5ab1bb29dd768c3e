from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import reduce

import requests


@dataclass(frozen=True)
class Article:
    title: str
    body: str = ""
    words: int = 0


Step = Callable[[Iterator[Article]], Iterator[Article]]


class Pipeline:
    def __init__(self, *steps: Step) -> None:
        self.steps = steps

    def __or__(self, step: Step) -> Pipeline:
        return Pipeline(*self.steps, step)

    def __call__(self, articles: Iterable[Article]) -> list[Article]:  # -> blocking-async
        return list(reduce(lambda stream, step: step(stream), self.steps, iter(articles)))

    def first(self, articles: Iterable[Article]) -> Article | None:
        stream = iter(articles)
        for step in self.steps:
            stream = step(stream)
        return next(stream, None)


def titled(articles: Iterator[Article]) -> Iterator[Article]:
    return (replace(article, title=article.title.title()) for article in articles)


def counted(articles: Iterator[Article]) -> Iterator[Article]:  # -> blocking-async
    for article in articles:
        yield replace(article, words=len(article.body.split()))


def fetched(articles: Iterator[Article]) -> Iterator[Article]:  # -> blocking-async
    for article in articles:
        body = requests.get("http://articles.example.com/" + article.title, timeout=2).text
        yield replace(article, body=body)


def limited(count: int) -> Step:
    def limit(articles: Iterator[Article]) -> Iterator[Article]:  # -> blocking-async
        for _, article in zip(range(count), articles):
            yield article

    return limit


local = Pipeline(titled, counted)
full = Pipeline(fetched) | counted | limited(3)
short = local | limited(1)
