"""How often somebody has sent something, for processes that share no cache to count together."""

from django.db import models


class SentCount(models.Model):
    """A count in a window of time, deleted when that is over. `key`: a keyed hash of what is counted and of whom."""

    key = models.CharField(max_length=64, primary_key=True)
    used = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self):
        return self.key
