from starlette.middleware.base import BaseHTTPMiddleware

from tenants import Tenant, tenant


class TenantMiddleware(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        token = tenant.set(Tenant(request.headers.get("x-tenant", "a")))
        try:
            return await call_next(request)
        finally:
            tenant.reset(token)
