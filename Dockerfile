# The service over HTTP: `docker build -t interview-rules .`, then
# `docker run --rm -p 127.0.0.1:8000:8000 interview-rules`.
FROM python:3.13-slim AS build
WORKDIR /src
COPY . .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir ".[http,tables]"

FROM python:3.13-slim
COPY --from=build /venv /venv
RUN useradd --no-create-home --uid 10001 service
USER service
# Nothing but the container itself can be reached from outside of it, so it listens on all addresses.
EXPOSE 8000
HEALTHCHECK CMD ["/venv/bin/python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health')"]
ENTRYPOINT ["/venv/bin/interview-rules", "serve", "--host", "0.0.0.0"]
