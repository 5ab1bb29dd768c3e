from fastapi import FastAPI

from instance import app
import views
