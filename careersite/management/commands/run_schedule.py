"""manage.py run_schedule: what falls due by itself. To be called every minute, by cron or a timer."""

from django.core.management.base import BaseCommand

from careersite import schedule


class Command(BaseCommand):
    help = (
        "Do what is due: end figures of editors on their date, delete ended sessions and sign-ins of over 90 "
        "days. Safe to run every minute, on several machines: each thing is done once. Says nothing if nothing was due."
    )

    def handle(self, **options):
        for line in schedule.run():
            self.stdout.write(line)
