# syntax=docker/dockerfile:1
FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/clearloop
COPY requirements.lock .
RUN /opt/clearloop/bin/pip install --require-hashes -r requirements.lock

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends git openssh-client \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin clearloop \
    && install -d -o clearloop -g clearloop /data
COPY --from=build /opt/clearloop /opt/clearloop
WORKDIR /app
COPY manage.py ./
COPY scanner scanner
COPY tracker tracker
COPY templates templates
ENV PATH=/opt/clearloop/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=tracker.settings \
    CLEARLOOP_DATA_DIR=/data \
    CLEARLOOP_STATIC_DIR=/app/static
# Static files belong to the image, so that no replica needs a writable directory for them.
RUN SECRET_KEY=only-for-this-step CLEARLOOP_DATA_DIR=/tmp/build python manage.py collectstatic --no-input \
    && rm -rf /tmp/build
USER clearloop
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "-c", "python:tracker.gunicorn", "--bind", "0.0.0.0:8000"]
