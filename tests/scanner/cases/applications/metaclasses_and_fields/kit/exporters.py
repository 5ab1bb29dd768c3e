import subprocess

from kit.registry import Exporter


class Csv(Exporter, key="csv"):
    def export(self):
        return "a,b"


class Pdf(Exporter, key="pdf"):
    def export(self):  # -> blocking-async
        return subprocess.run(["true"], check=False).returncode
