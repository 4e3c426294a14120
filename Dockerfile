FROM python:3.12-slim AS build
WORKDIR /src
# The environment has no pip of its own: the image's pip works on it from outside.
RUN python -m venv --without-pip /opt/venv
COPY requirements.lock ./
RUN pip --python /opt/venv/bin/python install --no-deps --require-hashes --only-binary :all: -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY corpus corpus
COPY prompts prompts
RUN pip --python /opt/venv/bin/python wheel --no-deps --no-build-isolation --no-index --wheel-dir /dist .
RUN pip --python /opt/venv/bin/python install --no-deps --no-index /dist/*.whl

FROM python:3.12-slim
RUN useradd --uid 10001 --create-home briefing && install -d -o briefing -g briefing /data
COPY --from=build /opt/venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH BRIEFING_DATA_DIR=/data BRIEFING_LISTEN=0.0.0.0:8080 PYTHONUNBUFFERED=1
USER briefing
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=1m --timeout=30s --start-period=30s CMD ["briefing-bot", "doctor", "--serving"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["briefing-bot"]
CMD ["serve"]
