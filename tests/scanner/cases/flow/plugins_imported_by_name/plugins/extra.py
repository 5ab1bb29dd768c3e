import subprocess

from . import base


class Extra(base.Plugin):
    key = "extra"

    def run(self) -> int:  # -> blocking-async
        return subprocess.run(["true"]).returncode
