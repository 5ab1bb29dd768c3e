from app.server import app
