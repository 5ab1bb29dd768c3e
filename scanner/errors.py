"""Errors the scanner raises on purpose; all picklable so that worker processes can pass them on."""


class ScannerError(Exception):
    """Base of every error a caller is expected to show to a person."""


class SourceError(ScannerError):
    """The tree to scan cannot be read: missing path, not a repository, unknown revision."""


class CatalogError(ScannerError):
    """A catalog row is malformed, duplicated or refers to a type nobody defines."""


class ConfigError(ScannerError):
    """The target's ``[tool.clearloop]`` table or a ``--config`` file is malformed."""


class RefusedError(ScannerError):
    """A patch that is not offered, with the reason in words."""
