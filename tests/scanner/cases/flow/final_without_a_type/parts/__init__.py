import time
from typing import Any, Final


class Reader:
    def read(self):
        return 1


class SlowReader:
    def read(self):  # -> blocking-async
        time.sleep(0.001)


_kinds = {"Reader": Reader, "SlowReader": SlowReader}


def registry() -> dict[str, object]:
    return {"Reader": Reader, "SlowReader": SlowReader}


def __getattr__(name: str) -> Any:
    known: Final = registry()
    if name in known:
        return known[name]
    instances: Final = {"reader": "Reader", "slow_reader": "SlowReader"}
    if name in instances:
        made = __getattr__(instances[name])
        return made()
    raise AttributeError(name)
