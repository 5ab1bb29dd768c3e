from .remote import collect
