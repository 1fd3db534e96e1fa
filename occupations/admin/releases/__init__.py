"""Releases are imported in the admin: forms.py what is uploaded, views.py the pages, shown.py what they say."""
