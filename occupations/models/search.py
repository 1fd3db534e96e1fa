"""What searching needs: every public title in the form in which it is looked for, and what was looked for in vain."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q, Value

from occupations.text.slugs import TITLE_LENGTH

from .editions import Edition

FEWEST = 5  # searches in vain before anything is stored of them


class SearchTitle(models.Model):
    """A title or another name of a live edition. Made by occupations/search/index.py alone."""

    class Kind(models.IntegerChoices):
        TITLE = 0, "title"
        SYNONYM = 1, "the title, put differently"  # "RN", of "Registered nurse (RN)"
        ALSO_CALLED = 2, "also called"  # by the editors
        JOB_TITLE = 3, "job title"  # by a release

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    text = models.CharField(max_length=TITLE_LENGTH, help_text="The title as shown.")
    folded = models.TextField(help_text="Its normalized words, as searched, with single spaces.")
    kind = models.PositiveSmallIntegerField(choices=Kind.choices)
    size = models.PositiveBigIntegerField(help_text="Employment: of equal matches, the larger occupation comes first.")
    # What the configuration “simple” would make of it, but for the words: ours keep the signs of C++ and .NET.
    words = models.GeneratedField(
        expression=Func(Func(F("folded"), Value(" "), function="string_to_array"), function="array_to_tsvector"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["kind", "folded"]
        constraints = [
            models.CheckConstraint(name="searchtitle_kind_known", condition=Q(kind__in=[0, 1, 2, 3])),
        ]
        indexes = [
            GinIndex(fields=["words"], name="searchtitle_words", fastupdate=False),
            models.Index(fields=["folded"], name="searchtitle_folded", opclasses=["text_pattern_ops"]),
        ]

    def __str__(self):
        return self.text


class SearchVocabulary(models.Model):
    """All words of all SearchTitles, the most common first, in one row. A change makes a new row, so that its key
    tells a process whether the words that it keeps are still those."""

    words = ArrayField(models.TextField())

    class Meta:
        verbose_name_plural = "search vocabularies"

    def __str__(self):
        return f"{len(self.words)} words"


class SearchMiss(models.Model):
    """Words that visitors looked for and did not find, stored from the fifth time on; nothing about who looked."""

    words = models.CharField(max_length=100, unique=True)
    count = models.PositiveIntegerField(help_text="Number of searches.")
    last_on = models.DateField("last")

    class Meta:
        ordering = ["-count", "words"]
        verbose_name_plural = "search misses"
        constraints = [models.CheckConstraint(name="searchmiss_five_or_more", condition=Q(count__gte=FEWEST))]

    def __str__(self):
        return self.words
