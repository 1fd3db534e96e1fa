"""What search needs: every public title, the model that understands titles, and the titles that it answers badly."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from occupations.models.occupations import Occupation
from occupations.text.slugs import TITLE_LENGTH

from .announcing import announced
from .editions import Edition

FEWEST = 5  # times that something is counted before its words are stored


class SearchTitle(models.Model):
    """A title or another name of a live edition. Made by occupations/search/index.py alone. The kinds are those of
    occupations/search/model/name_forms.py."""

    class Kind(models.IntegerChoices):
        TITLE = 0, "title"
        SYNONYM = 1, "the title, put differently"  # the short common name; "RN", of "Registered nurse (RN)"
        ALSO_CALLED = 2, "also called"  # by the editors
        DIRECT_MATCH = 3, "belongs to one code alone"  # says a release
        REPORTED = 4, "reported by people in the occupation"
        JOB_TITLE = 5, "job title"  # of a release

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=TITLE_LENGTH, help_text="The title as shown.")
    kind = models.PositiveSmallIntegerField(choices=Kind.choices)
    size = models.PositiveBigIntegerField(help_text="Employment: of equal matches, the larger occupation comes first.")

    class Meta:
        ordering = ["kind", "text"]
        constraints = [
            models.CheckConstraint(name="searchtitle_kind_known", condition=Q(kind__in=[0, 1, 2, 3, 4, 5])),
        ]
        triggers = [announced()]

    def __str__(self):
        return self.text


class TitleModel(models.Model):
    """What understands job titles, as bytes: names, weights and how sure answers are. A new one takes the place of the
    last as a whole. Made by occupations/search/building.py alone."""

    version = models.CharField(max_length=12, help_text="The first letters of the digest of its content.")
    built_at = models.DateTimeField(default=timezone.now)
    content = models.BinaryField()
    figures = models.JSONField(help_text="{kind of title: what it gave on titles that it had not learned from}.")
    learned_from = models.CharField(max_length=12, help_text="Version of the titles it learned from.")
    editions = models.TextField(help_text="Which editions were live.")
    tables = models.CharField(
        max_length=12, blank=True, help_text="Version of what editors changed in the tables of words; empty if nothing."
    )
    offered = models.TextField(
        blank=True, help_text="Slugs of the titles that are offered to search engines, one a line; empty until known."
    )

    class Meta:
        ordering = ["-id"]
        triggers = [announced()]

    def __str__(self):
        return self.version


class TitleBuild(models.Model):
    """That a model was built: what it gave, or why it was refused. Made by occupations/search/building.py alone, which
    removes the oldest."""

    built_at = models.DateTimeField("built", default=timezone.now)
    model = models.CharField(max_length=12, blank=True, help_text="Its version; empty if it was refused.")
    size = models.PositiveIntegerField(default=0, help_text="Bytes.")
    seconds = models.FloatField(default=0)
    figures = models.JSONField(help_text="As of the model.")
    refused = models.TextField("why it was refused", blank=True)
    learned_from = models.CharField(max_length=12)
    tables = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = "build of the title model"
        verbose_name_plural = "builds of the title model"
        constraints = [
            models.CheckConstraint(
                name="titlebuild_model_or_refused", condition=Q(model="", refused__gt="") | Q(model__gt="", refused="")
            )
        ]

    def __str__(self):
        return self.model or "refused"


class SeldomTitle(models.Model):
    """How often a title was answered badly, or an occupation meant by it, as long as that is fewer than FEWEST times:
    for processes to count together. `digest`: a keyed hash of the words, because these few may be private."""

    digest = models.CharField(max_length=64, primary_key=True)
    nothing = models.PositiveIntegerField()
    unsure = models.PositiveIntegerField()
    rejected = models.PositiveIntegerField()
    meant = models.PositiveIntegerField()
    last_on = models.DateField(db_index=True)

    def __str__(self):
        return self.digest


class TitleToReview(models.Model):
    """A title that was answered with nothing or in doubt, or whose answer visitors said they did not mean; stored from
    the fifth time on. Nothing is stored about who typed it."""

    words = models.CharField("title", max_length=100, unique=True)
    nothing = models.PositiveIntegerField(default=0, help_text="How often nothing was found.")
    unsure = models.PositiveIntegerField(default=0, help_text="How often the answer could be one of several.")
    rejected = models.PositiveIntegerField("not meant", default=0, help_text="How often visitors said so.")
    count = models.GeneratedField(
        expression=F("nothing") + F("unsure") + F("rejected"), output_field=models.IntegerField(), db_persist=True
    )
    last_on = models.DateField("last")
    dismissed = models.BooleanField(default=False, help_text="It is not shown again, however often it is typed.")

    class Meta:
        ordering = ["-count", "words"]
        verbose_name_plural = "titles to review"
        verbose_name = "title to review"
        constraints = [models.CheckConstraint(name="titletoreview_five_or_more", condition=Q(count__gte=FEWEST))]

    def __str__(self):
        return self.words


class MeantInstead(models.Model):
    """The occupation that visitors said they meant by a title; stored from the fifth time on."""

    title = models.ForeignKey(TitleToReview, on_delete=models.CASCADE, related_name="meant")
    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="+")
    count = models.PositiveIntegerField()

    class Meta:
        ordering = ["title", "-count", "occupation"]
        constraints = [
            models.UniqueConstraint(fields=["title", "occupation"], name="meantinstead_unique"),
            models.CheckConstraint(name="meantinstead_five_or_more", condition=Q(count__gte=FEWEST)),
        ]

    def __str__(self):
        return f"{self.occupation} ({self.count})"
