"""What editors list about an occupation: job titles, responsibilities and skills."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Deferrable, Q
from django.db.models.functions import MD5, Lower

from occupations.text.slugs import TITLE_LENGTH

from .fields import OneLineText
from .history import with_history
from .occupations import Occupation


@with_history()
class AlternateTitle(models.Model):
    """Another title for the same work, or one of a source's titles that is left out."""

    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="alternate_titles")
    title = models.CharField(max_length=TITLE_LENGTH, help_text="Another job title for the same work, in the singular.")
    hidden = models.BooleanField("left out", default=False, help_text="Visitors do not see it, whoever lists it.")
    instead_of = models.CharField(
        max_length=TITLE_LENGTH, blank=True, default="", help_text="The title of a source that it stands for."
    )

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint("occupation", Lower("title"), name="alternatetitle_unique"),
            models.UniqueConstraint(
                fields=["occupation", "instead_of"],
                condition=~Q(instead_of=""),
                name="alternatetitle_instead_of_unique",
            ),
        ]

    def __str__(self):
        return self.title


class ListedItem(models.Model):
    """An item that editors added to a list, or what they did to an item of a source (`profiles/edited_lists.py`)."""

    position = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text="The place in the list, from 1. Empty: where the source has it; what is ours comes last.",
    )
    instead_of = OneLineText(max_length=2000, blank=True, help_text="The words of the source that it stands for.")
    hidden = models.BooleanField("left out", default=False)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


def listed_once(name: str, own_words: Q, empty: str) -> list[models.BaseConstraint]:
    """`own_words`: whether a row has words of the editors; `empty`: the message for one without any."""
    return [
        # Checked at commit, so that two rows can swap places.
        models.UniqueConstraint(
            fields=["occupation", "position"], name=f"{name}_position_unique", deferrable=Deferrable.DEFERRED
        ),
        models.CheckConstraint(name=f"{name}_position_from_one", condition=Q(position__gte=1)),
        models.UniqueConstraint(
            "occupation", MD5("instead_of"), condition=~Q(instead_of=""), name=f"{name}_instead_of_unique"
        ),
        models.CheckConstraint(
            name=f"{name}_of_somebody", condition=own_words | ~Q(instead_of=""), violation_error_message=empty
        ),
        models.CheckConstraint(
            name=f"{name}_hidden_is_official", condition=Q(hidden=False) | ~Q(instead_of="") & ~own_words
        ),
    ]


@with_history()
class Responsibility(ListedItem):
    """A responsibility, as one sentence. Visitors see them in order."""

    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="responsibilities")
    text = OneLineText(
        max_length=400,
        blank=True,
        help_text="One sentence that starts with a verb: “Plan the week's shifts.” In our own words.",
    )

    class Meta(ListedItem.Meta):
        abstract = False
        verbose_name_plural = "responsibilities"
        constraints = listed_once("responsibility", ~Q(text=""), "Write the responsibility, or remove it.")

    def __str__(self):
        return self.text or self.instead_of


@with_history()
class Skill(models.Model):
    name = models.CharField(max_length=80, help_text="As written on its own: “Customer service”, “POS”.")

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("name"), name="skill_name_unique")]

    def __str__(self):
        return self.name


@with_history()
class OccupationSkill(ListedItem):
    """A skill of an occupation, with the share of profiles that name it if a source gives one."""

    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="occupation_skills")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, null=True, blank=True, related_name="occupation_skills")
    share = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0), MaxValueValidator(100)],
        help_text="Percent of profiles that name the skill. Empty if no source has it.",
    )
    release = models.ForeignKey(
        "Release",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        help_text="The source of the share; empty for an editor's figure.",
    )

    class Meta(ListedItem.Meta):
        abstract = False
        constraints = [
            *listed_once("occupationskill", Q(skill__isnull=False), "Name the skill, or remove it."),
            models.UniqueConstraint(
                fields=["occupation", "skill"], name="occupationskill_unique", deferrable=Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                name="occupationskill_share_0_100",
                condition=Q(share__isnull=True) | Q(share__gte=0, share__lte=100),
                violation_error_message="A share must be between 0 and 100 percent.",
            ),
        ]

    def __str__(self):
        return self.skill.name if self.skill else self.instead_of
