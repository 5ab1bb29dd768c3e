from fastapi import FastAPI

from billing.web import customers, invoices, maintenance

app = FastAPI(title="Billing")
for module in (invoices, customers, maintenance):
    app.include_router(module.router)
