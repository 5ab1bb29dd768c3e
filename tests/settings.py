"""The project's settings under test: a data directory of its own, eager tasks, quick hashes."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_data = tempfile.mkdtemp(prefix="clearloop-tests-")
atexit.register(shutil.rmtree, _data, ignore_errors=True)
os.environ["CLEARLOOP_DATA_DIR"] = _data
os.environ.setdefault("SECRET_KEY", "only-for-tests")
if redis := os.environ.pop("REDIS_URL", ""):  # for the tests that ask for it, not for every cache
    os.environ["TEST_REDIS_URL"] = redis

from tracker.settings import *  # noqa: E402, F403 - the environment must be set first
from tracker.settings import DATABASES, STORAGES  # noqa: E402 - named for the changes below

if "sqlite" in DATABASES["default"]["ENGINE"]:
    # A file, not memory: workers started by tests read the same database.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(_data) / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
(Path(_data) / "static").mkdir()
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CELERY_TASK_ALWAYS_EAGER = True
SCAN_PROCESSES = HISTORY_PROCESSES = 1
CELERY_TASK_EAGER_PROPAGATES = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
