"""What libraries do: rows of TOML data, and the loader that checks and answers for them."""

from scanner.catalog.loader import load_catalog
from scanner.catalog.schema import CallbackRow, CallRow, Catalog, EffectRow, TypeRow

__all__ = ["CallRow", "CallbackRow", "Catalog", "EffectRow", "TypeRow", "load_catalog"]
