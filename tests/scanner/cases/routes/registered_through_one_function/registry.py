from fastapi import Depends


def require_key(key: str = "k"):
    return key


def guarded(method, path, **options):
    """The one function all routes of the project go through."""

    def register(handler):
        return method(path, dependencies=[Depends(require_key)], **options)(handler)

    return register
