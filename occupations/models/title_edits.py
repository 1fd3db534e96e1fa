"""What editors say of job titles, on top of the model that reads them. All of it acts at once."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from occupations.models.occupations import Occupation
from occupations.text.slugs import TITLE_LENGTH

from .announcing import announced
from .fields import OneLineText
from .history import with_history

LONGEST_FOLDED = 400


class TitleEdit(models.Model):
    """Who wrote it last, when and why."""

    note = models.CharField(max_length=300, blank=True, help_text="Why, for other editors.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    changed_at = models.DateTimeField("changed", auto_now=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


@with_history(exclude=["by", "changed_at", "version"])
class TitleOverride(TitleEdit):
    """What a title means here, whatever the model says: an occupation, or none. It also decides titles of which only
    this is left when levels, contracts and the like are set aside. Ignored while the occupation is not public."""

    title = OneLineText(
        max_length=TITLE_LENGTH,
        help_text="As people type it. Small and capital letters, accents and plurals make no difference, and the "
        "override also decides decorated forms: one for “Nurse” decides “Senior Nurse II”, unless that has its own.",
    )
    folded = models.CharField(
        max_length=LONGEST_FOLDED, editable=False, help_text="The title as it is looked for; of each, one override."
    )
    occupation = models.ForeignKey(
        Occupation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="Leave it empty to say that no occupation here matches. Visitors then see the nearest ideas.",
    )

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["folded"],
                name="titleoverride_title_unique",
                violation_error_message="There is already an override for this title, perhaps in another spelling.",
            ),
            models.CheckConstraint(name="titleoverride_title_has_words", condition=~Q(folded="")),
        ]
        triggers = [announced()]

    def __str__(self):
        return self.title


@with_history(exclude=["by", "changed_at", "version"])
class TitleTableRow(TitleEdit):
    """A row of a table of words by which titles are read, in the place of what the package has for these words.
    `occupations/search/reading/table_columns.py` says what each table needs."""

    class Table(models.TextChoices):
        ABBREVIATIONS = "abbreviations", "abbreviations"
        GENDERED = "gendered", "gendered words"
        BRITISH = "british", "British words"
        SPANISH = "spanish", "Spanish words"
        EVERYDAY = "everyday", "everyday words"
        AMBIGUOUS = "ambiguous", "ambiguous words"
        ACTIVITIES = "activities", "activities"
        FUNCTIONS = "functions", "functions"
        SUPERVISORS = "supervisors", "trades"
        LEADERS = "leaders", "leaders"
        GENERAL = "general", "general words"
        ROLES = "roles", "roles"
        MARKS = "marks", "marks"
        PLACES = "places", "places"
        STATES = "states", "states"
        NO_TITLES = "no_titles", "no job titles"

    class Where(models.TextChoices):
        ANY = "any", "anywhere"
        START = "start", "at the start"
        END = "end", "at the end"
        EDGES = "edges", "at either end"

    table = models.CharField(max_length=20, choices=Table)
    words = OneLineText(
        max_length=TITLE_LENGTH,
        help_text="As they stand in a title. Capital letters, accents and plurals make no difference.",
    )
    folded = models.CharField(max_length=LONGEST_FOLDED, editable=False)
    read_as = OneLineText(
        max_length=300,
        blank=True,
        help_text="Tables of words that are read as others only. Separate alternatives with “|”, the likeliest first.",
    )
    kind = models.CharField(max_length=20, blank=True, help_text="“Leaders”, “Marks” and “No job titles” only.")
    where = models.CharField(
        "part of a title", max_length=5, choices=Where, blank=True, help_text="“Marks” only: where it is set aside."
    )
    off = models.BooleanField(
        "switched off", default=False, help_text="The table's own row for these words is not used."
    )

    class Meta:
        ordering = ["table", "folded"]
        verbose_name = "row of a title table"
        verbose_name_plural = "rows of title tables"
        constraints = [
            models.UniqueConstraint(
                fields=["table", "folded"],
                name="titletablerow_unique",
                violation_error_message="An editor has already changed the row for these words in this table.",
            ),
            models.CheckConstraint(name="titletablerow_has_words", condition=~Q(folded="")),
            models.CheckConstraint(
                name="titletablerow_off_says_nothing", condition=Q(off=False) | Q(read_as="", kind="", where="")
            ),
        ]
        triggers = [announced()]

    def __str__(self):
        return f"{self.words} ({self.get_table_display()})"
