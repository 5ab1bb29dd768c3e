import logging
import logging.handlers

import requests
log = logging.getLogger("stack")
audit_log = logging.getLogger("audit")


class HttpHandler(logging.Handler):
    def emit(self, record):  # -> blocking-async
        requests.post("http://logs.test/", json={"m": record.getMessage()})


audit_log.addHandler(HttpHandler())
log.addHandler(logging.NullHandler())
