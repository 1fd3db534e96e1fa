"""Occupations and their categories, as editors write them."""

from itertools import chain, count

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Lower, NullIf
from django.urls import reverse

from occupations.text.slugs import SLUG_PATTERN, SLUG_VS_PATTERN, TITLE_LENGTH, check_slug, slug_of

from .announcing import announced
from .fields import LongText
from .history import with_history


def validate_slug(slug: str) -> None:
    reason = check_slug(slug)
    if reason:
        raise ValidationError(reason, code="slug")


def slug_constraints(name: str) -> list[models.BaseConstraint]:
    return [
        models.CheckConstraint(
            name=f"{name}_slug_form",
            condition=Q(slug__regex=SLUG_PATTERN),
            violation_error_message="A slug may have lowercase letters, digits and single hyphens.",
        ),
        models.CheckConstraint(
            name=f"{name}_slug_without_vs",
            condition=~Q(slug__regex=SLUG_VS_PATTERN),
            violation_error_message="A slug cannot contain “vs”, which separates the sides of a comparison.",
        ),
    ]


class Slugged(models.Model):
    """Gets a slug, made from its name, when it is saved without one."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.slug:
            super().save(*args, **kwargs)
            return
        for attempt in range(1, 6):
            self.slug = self.free_slug()
            try:
                # In a savepoint: if somebody takes the slug in the meantime, the next free one is tried.
                with transaction.atomic():
                    super().save(*args, **kwargs)
                    return
            except IntegrityError as error:
                if "slug" not in str(error) or attempt == 5:
                    raise

    def slug_source(self) -> str:
        raise NotImplementedError

    def free_slug(self) -> str:
        """The slug of the name, with the lowest number appended that no object has or had."""
        slug = slug_of(self.slug_source())
        if not slug:
            self.pk = self.pk or self._next_key()
            slug = f"{self._meta.model_name}-{self.pk}"
        # Leave room for a number, and cut between words so that no hyphen or partial word precedes it.
        stem = slug if len(slug) <= 74 else slug[:75].rpartition("-")[0] or slug[:74]
        own: models.Manager[models.Model] = type(self)._default_manager
        taken = set(own.filter(slug__startswith=stem).values_list("slug", flat=True))
        taken |= set(OldSlug.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
        candidates = chain([slug], (f"{stem}-{number}" for number in count(2)))
        return next(candidate for candidate in candidates if candidate not in taken)

    def _next_key(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [self._meta.db_table])
            return cursor.fetchone()[0]


class CategoryQuerySet(models.QuerySet["Category"]):
    def kept(self):
        """Those that were not merged into others. What was stays only because editions name it."""
        return self.filter(merged_into=None)

    def called(self, name: str) -> "Category | None":
        """The one of that name, or what it was merged into."""
        found = self.filter(name__iexact=name).select_related("merged_into").first()
        return found and (found.merged_into or found)

    def by_name(self) -> "dict[str, Category]":
        """The same for all names, casefolded."""
        return {one.name.casefold(): one.merged_into or one for one in self.select_related("merged_into")}

    def once_at(self, slug: str):
        """What is there now instead of a category that was merged, or to which a live edition still links at an address
        it no longer has."""
        merged = self.filter(absorbed__slug=slug)
        if merged.exists():
            return merged
        return (
            self.filter(occupations__withdrawn_at__isnull=True, occupations__live__category_slug=slug)
            .exclude(slug=slug)
            .distinct()[:1]
        )


@with_history()
class Category(Slugged):
    """A group of occupations: a major group of the SOC, or one that editors created."""

    name = models.CharField(max_length=80, help_text="In sentence case: “Executive management”.")
    slug = models.SlugField(
        max_length=80,
        unique=True,
        blank=True,
        validators=[validate_slug],
        help_text="The address of its page. Empty: made from the name.",
    )
    description = LongText(blank=True, help_text="One or two sentences for the category's page. Plain text.")
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="absorbed"
    )

    objects = CategoryQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "categories"
        constraints = [
            models.UniqueConstraint(Lower("name"), name="category_name_unique"),
            *slug_constraints("category"),
            models.CheckConstraint(
                name="category_merged_into_another", condition=Q(merged_into=None) | ~Q(merged_into=F("id"))
            ),
        ]
        triggers = [announced()]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("occupations:category-detail", args=[self.slug])

    def slug_source(self):
        return self.name


class OccupationQuerySet(models.QuerySet):
    def public(self):
        """Public occupations: published and not withdrawn. Every public query starts here."""
        return self.filter(live__isnull=False, withdrawn_at__isnull=True)

    def withdrawn(self):
        return self.filter(withdrawn_at__isnull=False)

    def changed(self):
        """Those whose rows may differ from their live edition."""
        return self.filter(changed=True)

    def mark_changed(self):
        return self.update(changed=True)


@with_history(exclude=["automatic_name", "live", "changed", "recheck_due", "version"])
class Occupation(Slugged):
    """An occupation or job title that has a page of its own. Visitors see its live edition, never these fields."""

    title = models.CharField(
        max_length=TITLE_LENGTH,
        help_text="Singular, in sentence case: “Service manager”, “SQL developer”.",
    )
    slug = models.SlugField(
        max_length=80,
        unique=True,
        blank=True,
        validators=[validate_slug],
        help_text="The address of the page. Empty: made from the title. A change takes effect at once, and the old "
        "address redirects to the new one.",
    )
    common_name = models.CharField(
        max_length=TITLE_LENGTH,
        blank=True,
        help_text="The short name that heads the page, charts and lists in place of a long official title: “HVAC "
        "mechanic”. Nobody else may be called so. Empty: chosen by the site if the title has 45 characters or more. "
        "Enter the title itself to show it everywhere.",
    )
    automatic_name = models.CharField(
        max_length=TITLE_LENGTH,
        blank=True,
        editable=False,
        help_text="The short common name that the site has chosen (occupations/publishing/common_names/).",
    )
    plural = models.CharField(
        max_length=TITLE_LENGTH + 10,
        blank=True,
        help_text="Only if the automatic plural is wrong. As in the middle of a sentence: “chiefs of staff”.",
    )
    article = models.CharField(
        max_length=2,
        blank=True,
        choices=[("a", "a"), ("an", "an")],
        help_text="Only if the automatic article is wrong. It follows the sound: “an SQL developer”, “a user "
        "researcher”.",
    )
    running = models.CharField(
        "title in running text",
        max_length=TITLE_LENGTH,
        blank=True,
        help_text="Only if the automatic form is wrong. The title as written in the middle of a sentence.",
    )
    category = models.ForeignKey(
        Category, on_delete=models.PROTECT, related_name="occupations", limit_choices_to={"merged_into": None}
    )
    description = LongText(
        blank=True,
        help_text="What people in the occupation do, in our own words. Markdown: paragraphs, lists, emphasis, "
        "links. No HTML.",
    )
    description_after = LongText(
        blank=True,
        help_text="The words of a source that the description was made from; pages then name the source.",
    )
    own_responsibilities = models.BooleanField(
        "show only our own responsibilities",
        default=False,
        help_text="The official ones are left out, and new releases change nothing.",
    )
    own_skills = models.BooleanField(
        "show only our own skills",
        default=False,
        help_text="The official ones are left out, and new releases change nothing.",
    )
    live = models.OneToOneField(
        "Edition", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    changed = models.BooleanField(
        "has unpublished changes",
        default=True,
        editable=False,
        help_text="Set by every change to the content of an edition, cleared by publishing.",
    )
    recheck_due = models.BooleanField(
        default=False,
        editable=False,
        help_text="The flag above was set for many in one go and may be wrong: the draft is still to be compared.",
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawal_reason = models.CharField(
        max_length=300, blank=True, help_text="One sentence for visitors: why the page was withdrawn."
    )
    successor = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessors",
        help_text="The page to offer to visitors of a withdrawn occupation.",
    )

    objects = OccupationQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        permissions = [
            ("publish_occupation", "Can publish occupations"),
            ("withdraw_occupation", "Can withdraw, reinstate and restore occupations"),
        ]
        constraints = [
            models.UniqueConstraint(Lower("title"), name="occupation_title_unique"),
            models.UniqueConstraint(
                Lower(Coalesce(NullIf("common_name", Value("")), NullIf("automatic_name", Value("")))),
                name="occupation_common_name_unique",
                violation_error_message="Another occupation has this common name.",
            ),
            *slug_constraints("occupation"),
            models.CheckConstraint(name="occupation_article_known", condition=Q(article__in=["", "a", "an"])),
            models.CheckConstraint(
                name="occupation_not_its_own_successor",
                condition=Q(successor__isnull=True) | ~Q(successor=F("id")),
                violation_error_message="An occupation cannot be its own successor.",
            ),
        ]
        indexes = [
            models.Index(fields=["changed"], condition=Q(changed=True), name="occupation_changed"),
            models.Index(fields=["recheck_due"], condition=Q(recheck_due=True), name="occupation_recheck_due"),
        ]
        triggers = [announced()]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("occupations:occupation-detail", args=[self.slug])

    def slug_source(self):
        return self.title

    @property
    def heading(self) -> str:
        """The name that heads the page: the short common name, or the title."""
        name = self.common_name or self.automatic_name
        return self.title if name.casefold() in ("", self.title.casefold()) else name

    @property
    def is_public(self) -> bool:
        return self.live_id is not None and self.withdrawn_at is None


class OldSlug(models.Model):
    """A former slug of an occupation; it redirects to the current one in one hop."""

    slug = models.SlugField(max_length=80, unique=True)
    occupation = models.ForeignKey(Occupation, on_delete=models.CASCADE, related_name="old_slugs")

    class Meta:
        ordering = ["slug"]
        constraints = slug_constraints("oldslug")
        triggers = [announced()]

    def __str__(self):
        return self.slug


@with_history()
class VerbatimWord(models.Model):
    """An acronym or name that keeps its capitals in the middle of a sentence, beyond those the site knows."""

    word = models.CharField(max_length=40, help_text="Exactly as it should be written: “HVAC”, “AutoCAD”.")

    class Meta:
        ordering = ["word"]
        verbose_name = "acronym or name"
        verbose_name_plural = "acronyms and names"
        constraints = [
            models.CheckConstraint(
                name="verbatimword_one_word",
                condition=Q(word__regex=r"^\S+$"),
                violation_error_message="Enter one word without spaces.",
            ),
            models.UniqueConstraint(Lower("word"), name="verbatimword_unique_in_any_letters"),
        ]

    def __str__(self):
        return self.word
