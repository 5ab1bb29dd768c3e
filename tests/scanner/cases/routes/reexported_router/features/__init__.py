from .things import router as things_router
