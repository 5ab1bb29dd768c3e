import asyncio

from clinic.db import Registry
from clinic.repositories import Doctors
from clinic.views.base import View, route


class ReportView(View):
    prefix = "/reports"

    def __init__(self, doctors: Doctors | None = None) -> None:
        self.doctors = doctors or Doctors()

    def _compile(self) -> dict[str, int]:  # -> blocking-async
        try:
            return {doctor.name: len(doctor.appointments) for doctor in self.doctors.list()}
        finally:
            Registry.remove()

    @route("/workload")
    async def workload(self):  # -> blocking-async
        return self._compile()

    @route("/workload/offloaded")
    async def offloaded(self):  # -> native-async
        return await asyncio.to_thread(self._compile)

    @route("/workload/later", "POST", status_code=202)
    def later(self):  # -> converted-def
        return self._compile()

    @route("/columns")
    async def columns(self):  # -> native-async
        return {"columns": ["doctor", "appointments"], "model": self.doctors.model.__tablename__}
