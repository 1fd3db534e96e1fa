"""manage.py run_schedule: does scheduled work. Have cron or a timer run it every minute."""

from django.core.management.base import BaseCommand

from careersite import schedule


class Command(BaseCommand):
    help = (
        "Do what is due: publish what is scheduled, end figures of editors on their date, compare drafts with live "
        "editions where something that many share was changed, have bulk files made of what is new, delete ended "
        "sessions, sign-ins and exports of over 90 days, and uploads that nobody saved. Safe to run every minute, on "
        "several machines: each thing is done once. Says nothing if nothing was due."
    )

    def handle(self, **options):
        for line in schedule.run(answers_visitors=False):
            self.stdout.write(line)
