"""Pages of the documentation that the application serves itself, under the paths it would have given them."""

from fastapi import FastAPI
from fastapi.openapi.docs import get_redoc_html, get_swagger_ui_html, get_swagger_ui_oauth2_redirect_html

app = FastAPI(docs_url=None, redoc_url=None)
inner = FastAPI(docs_url=None, swagger_ui_oauth2_redirect_url="/login/back")


def offline(served):
    redirect = served.swagger_ui_oauth2_redirect_url

    @served.get("/docs", include_in_schema=False)
    async def page():  # -> GET /docs: native-async; GET /inner/docs: native-async
        return get_swagger_ui_html(openapi_url="/openapi.json", title="x", oauth2_redirect_url=redirect)

    @served.get(redirect, include_in_schema=False)
    async def back():  # -> GET /docs/oauth2-redirect: native-async; GET /inner/login/back: native-async
        return get_swagger_ui_oauth2_redirect_html()


@app.get("/redoc", include_in_schema=False)
async def redoc():  # -> native-async (no-io)
    return get_redoc_html(openapi_url=app.openapi_url, title=app.title)


offline(app)
offline(inner)
app.mount("/inner", inner)
