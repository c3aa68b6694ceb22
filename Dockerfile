# The embedded profile in a container: no network is needed once the image is built.
#   docker build -t deutgi .
#   docker run --rm -i -v "$PWD/episodes:/episodes" deutgi listen - < article.txt
FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY pipelines pipelines
COPY audio_out audio_out
COPY service service
RUN python -m venv /opt/deutgi && /opt/deutgi/bin/pip install --no-cache-dir '.[firefox]'

FROM python:3.12-slim
COPY --from=build /opt/deutgi /opt/deutgi
RUN useradd --create-home deutgi && install -d -o deutgi /episodes /models
USER deutgi
ENV PATH="/opt/deutgi/bin:$PATH" DEUTGI_LIBRARY=/episodes DEUTGI_MODELS=/models
VOLUME ["/episodes", "/models"]
# The voice's model is put together from its packages now, not at every start.
RUN deutgi say "Ready." --out /tmp/ready.mp3 && rm /tmp/ready.mp3
HEALTHCHECK --interval=5m CMD ["deutgi", "doctor"]
ENTRYPOINT ["deutgi"]
CMD ["--help"]
