"""Short common names: "HVAC mechanic" heads pages instead of "Heating, air conditioning, and refrigeration mechanic or
installer"."""

from occupations.publishing.common_names.stored import taken_by, too_wide, update

__all__ = ["taken_by", "too_wide", "update"]
