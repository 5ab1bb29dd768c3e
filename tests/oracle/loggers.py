"""Stand-ins for loguru and structlog: sinks, processors and handlers run in the thread that logs."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, ClassVar

Sink = Callable[[Any], Any]


class Logger:
    """``loguru.logger``: all objects share their sinks, as a module attribute makes one each time."""

    sinks: ClassVar[list[tuple[Sink, int]]] = []

    def add(self, sink: Any, level: str = "DEBUG", **options: object) -> int:
        run = sink.handle if isinstance(sink, logging.Handler) else sink
        self.sinks.append((run, logging.getLevelName(level)))
        return len(self.sinks)

    def bind(self, **extra: object) -> Logger:
        return self

    def info(self, message: str, *args: object) -> None:
        self._log(logging.INFO, message)

    def error(self, message: str, *args: object) -> None:
        self._log(logging.ERROR, message)

    def _log(self, level: int, message: str) -> None:
        record = logging.LogRecord("loguru", level, "", 1, message, (), None)
        for sink, least in self.sinks:
            if level >= least:
                sink(record)


class BoundLogger:
    """What ``structlog.get_logger`` gives."""

    processors: ClassVar[list[Callable[..., Any]]] = []
    bridged: ClassVar[list[object]] = []

    def __init__(self, name: str = "root", **extra: object) -> None:
        self.name = name

    def bind(self, **extra: object) -> BoundLogger:
        return self

    def info(self, event: str, **extra: object) -> None:
        self._log(logging.INFO, event)

    def error(self, event: str, **extra: object) -> None:
        self._log(logging.ERROR, event)

    def _log(self, level: int, event: str) -> None:
        held: Any = {"event": event}
        for processor in self.processors:
            held = processor(self, "info", held)
        if self.bridged:
            logging.getLogger(self.name).log(level, event)


class Configuration:
    """A call of ``structlog.configure``."""

    def __init__(self, processors: Any = (), logger_factory: object = None, **options: object) -> None:
        BoundLogger.processors[:] = processors
        BoundLogger.bridged[:] = [logger_factory] if logger_factory is not None else []


class LoggerFactory:
    """``structlog.stdlib.LoggerFactory``."""
