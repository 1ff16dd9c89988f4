#!/usr/bin/env python
"""Regesta's commands: `python manage.py help` lists them."""

import gc
import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
    # What was loaded is not gone through once more by the collector of garbage before the process ends.
    gc.freeze()


if __name__ == "__main__":
    main()
