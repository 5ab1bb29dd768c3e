"""Verbs that write: plain functions, one transaction each. None of them enqueues a task."""


class ServiceError(Exception):
    """A request that cannot be carried out, with a message for the person who made it."""
