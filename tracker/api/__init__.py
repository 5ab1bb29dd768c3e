"""The HTTP API, ``/api/v1``: what the pages read, and what people change."""
