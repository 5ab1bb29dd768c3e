from org.api.application import Application

app = Application.get_instance().bootstrap().get_app()
