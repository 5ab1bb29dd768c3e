from dataclasses import dataclass, field
from functools import cached_property

import httpx
import redis
import redis.asyncio as aioredis

from rooms.history import HistoryReader, HistoryWriter
from rooms.moderation import Chain, LengthRule, RemoteRule, WordRule
from rooms.profile import Profiles


@dataclass
class Container:
    host: str = "rooms.test"
    words: tuple[str, ...] = ("spam",)
    overrides: dict[str, object] = field(default_factory=dict)

    @cached_property
    def cache(self) -> aioredis.Redis:
        return aioredis.Redis(host=self.host)

    @cached_property
    def legacy_cache(self) -> redis.Redis:
        return redis.Redis(host=self.host)

    @cached_property
    def reader(self) -> HistoryReader:
        return HistoryReader(self.cache)

    @cached_property
    def writer(self) -> HistoryWriter:
        return HistoryWriter(self.legacy_cache)

    @cached_property
    def local_rules(self) -> Chain:
        return Chain([LengthRule(200), WordRule(*self.words)])

    @cached_property
    def rules(self) -> Chain:
        return Chain([*self.local_rules.rules, RemoteRule(httpx.Client())])

    @property
    def profiles(self) -> Profiles:
        return Profiles()


container = Container()
