FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 REGESTA_HOME=/data
WORKDIR /app
# For finding aids as PDF (Pango, letters of all scripts) and for the words of scanned pages (Tesseract).
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        fonts-dejavu-core fonts-droid-fallback libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 tesseract-ocr \
    && rm -rf /var/lib/apt/lists/*
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt \
    && useradd --create-home --uid 1000 regesta \
    && install -d -o regesta /data
COPY manage.py LICENSE ./
COPY config config
COPY catalog catalog
# Who runs it may not write here: compiled now, each process begins sooner.
RUN python -m compileall -q config catalog
USER regesta
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "--config", "python:config.gunicorn", "--bind", "0.0.0.0:8000", "config.wsgi"]
