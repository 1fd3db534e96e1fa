"""The WSGI application, for granian, gunicorn or any other server."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careersite.settings")
# Read by the settings: a visitor's query may take seconds, a command's hours.
os.environ.setdefault("CAREERSITE_STATEMENT_TIMEOUT", "3s")

try:
    application = get_wsgi_application()

    from occupations.search import misses  # only now: it has models

    misses.start_writing()
except ImproperlyConfigured as error:
    sys.exit(f"{error}")
