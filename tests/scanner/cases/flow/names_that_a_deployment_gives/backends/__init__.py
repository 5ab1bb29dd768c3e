from .local import LocalBackend as LocalBackend
from .remote import RemoteBackend as RemoteBackend
