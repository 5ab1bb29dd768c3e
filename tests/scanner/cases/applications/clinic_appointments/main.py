from fastapi import FastAPI

from clinic.views.appointments import AppointmentView
from clinic.views.base import mount_views
from clinic.views.doctors import DoctorView
from clinic.views.reports import ReportView
from clinic.db import engine
from clinic.tables import Base

app = FastAPI()
mount_views(app, AppointmentView, DoctorView, ReportView)
