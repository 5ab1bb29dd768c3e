from fastapi import Depends, HTTPException

from clinic.repositories import Doctors
from clinic.views.base import View, route
from clinic.views.sessions import open_sync


class DoctorView(View):
    prefix = "/doctors"
    dependencies = [Depends(open_sync)]

    def __init__(self) -> None:
        self.doctors = Doctors()

    @route("")
    def index(self):  # -> converted-def
        return [doctor.name for doctor in self.doctors.list()]

    @route("/all/specialties")
    async def specialties(self):  # -> native-async
        return ["cardiology", "dermatology"]

    @route("/{key}")
    async def show(self, key: int):  # -> blocking-async
        doctor = self.doctors.get(key)
        if doctor is None:
            raise HTTPException(404)
        return doctor.name

    @route("/{key}/load")
    def load(self, key: int):  # -> converted-def
        doctor = self.doctors.get(key)
        return len(doctor.appointments) if doctor else 0
