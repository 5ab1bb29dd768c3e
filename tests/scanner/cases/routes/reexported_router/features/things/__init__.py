from .views import router
