"""manage.py reset_second_factor NAME: for an administrator whom no other administrator can help."""

from axes.utils import reset as unlock
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from careersite.accounts import second_factor


class Command(BaseCommand):
    help = (
        "Take somebody's second factor and recovery codes away, and lift locks on the name; recorded in their history."
    )

    def add_arguments(self, parser):
        parser.add_argument("name", help="as they sign in")

    @transaction.atomic
    def handle(self, *, name: str, **options):
        users = get_user_model().objects.filter(username=name)
        person = users.first()
        if person is None:
            raise CommandError(f"There is no account “{name}”.")
        second_factor.reset(person)
        unlock(username=name)
        LogEntry.objects.log_actions(
            person.pk, users, CHANGE, "The second factor was reset from the command line.", single_object=True
        )
        self.stdout.write(f"The second factor of {name} is reset: they set up a new one.")
