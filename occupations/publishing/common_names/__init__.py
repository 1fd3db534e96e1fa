"""Short common names: "HVAC mechanic" heads pages instead of "Heating, air conditioning, and refrigeration mechanic or
installer"."""

from occupations.publishing.common_names.stored import taken_by, too_wide, update
from occupations.publishing.common_names.touched import NEW, called

__all__ = ["NEW", "called", "taken_by", "too_wide", "update"]
