import logging
import logging.config

CONFIG = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "obs.handlers.JsonFormatter"}},
    "handlers": {
        "remote": {"()": "obs.handlers.remote_handler", "formatter": "json"},
        "null": {"class": "logging.NullHandler"},
        "direct": {"class": "obs.handlers.RemoteHandler", "level": "WARNING"},
    },
    "loggers": {
        "app.errors": {"handlers": ["remote"], "level": "INFO", "propagate": False},
        "app.direct": {"handlers": ["direct"], "level": "INFO", "propagate": False},
        "app.quiet": {"handlers": ["null"], "level": "INFO", "propagate": False},
    },
}


def install():
    logging.config.dictConfig(CONFIG)
