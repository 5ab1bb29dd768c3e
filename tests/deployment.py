"""``python -m tests.deployment``: Django's deployment checks under a production environment."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

PRODUCTION = {
    "SECRET_KEY": "a-long-key-that-only-stands-for-a-real-one-0123456789-abcdefghij",
    "ALLOWED_HOSTS": "clearloop.example.com",
    "CSRF_TRUSTED_ORIGINS": "https://clearloop.example.com",
    "CLEARLOOP_HTTPS": "1",
    "CLEARLOOP_HSTS_SUBDOMAINS": "1",
    "CLEARLOOP_HSTS_PRELOAD": "1",
    "CLEARLOOP_BEHIND_PROXY": "1",
    "DATABASE_URL": "postgres://clearloop:secret@db.example.com/clearloop",
    "REDIS_URL": "redis://redis.example.com/0",
    "OIDC_SERVER_URL": "https://login.example.com",
    "OIDC_CLIENT_ID": "clearloop",
    "OIDC_CLIENT_SECRET": "secret",
    "GITHUB_CLIENT_ID": "clearloop",
    "GITHUB_CLIENT_SECRET": "secret",
}


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="clearloop-deploy-") as data:
        environment = {**os.environ, **PRODUCTION, "CLEARLOOP_DATA_DIR": data}
        command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
