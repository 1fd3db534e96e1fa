"""The WSGI application, for granian, gunicorn or any other server."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from careersite.bodies import Bodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "careersite.settings")
# Read by the settings: a visitor's query may take seconds, a command's hours.
os.environ.setdefault("CAREERSITE_WEB", "1")

try:
    django_application = get_wsgi_application()

    from django.conf import settings

    from careersite import demo, finished_answers, monitoring, schedule, worker  # only now: these have models
    from careersite.middleware import largest_body
    from occupations.local_copy import keeping as local_copy
    from occupations.search import keeping, live, review

    answers = finished_answers.FinishedAnswers(Bodies(django_application, largest_body), finished_answers.live_version)
    application = monitoring.in_front_of(answers)

    local_copy.start(live.current)
    review.start_writing()
    keeping.start(at_once=demo.lacks_titles)
    if not settings.PRODUCTION:  # there, a timer calls `manage.py run_schedule`, and a service is `manage.py db_worker`
        schedule.start()
        worker.start()
except ImproperlyConfigured as error:
    sys.exit(f"{error}")
