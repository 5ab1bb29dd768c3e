import hashlib


def get_password_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def verify_password(text: str, hashed: str) -> bool:
    return get_password_hash(text) == hashed
