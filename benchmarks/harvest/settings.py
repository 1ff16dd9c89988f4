"""The settings of a site, with the reference view beside its own addresses."""

from config.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.harvest.urls"
