from shop import Shop as Application

app = Application.open().app
