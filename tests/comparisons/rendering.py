"""All four faces of profiles that were never published."""

import datetime
from collections.abc import Sequence

from comparisons.compare import Comparison, compare
from comparisons.faces import comparison_json, html_context
from comparisons.narrative import narrate
from comparisons.page import build_view
from comparisons.queries import PairWords
from occupations.blocks import Blocks, render
from occupations.faces import as_csv, as_json, as_markdown
from occupations.live import Live
from occupations.profile import Profile


