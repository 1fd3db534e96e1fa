from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class CareersiteConfig(AppConfig):
    name = "careersite"
    default = True

    def ready(self) -> None:
        from careersite import checks  # noqa: F401  (importing registers them)
        from careersite.accounts import roles

        roles.make_when_migrated()


class DeskConfig(admin_apps.AdminConfig):
    """The admin, with our own site class."""

    default = False
    default_site = "careersite.accounts.site.Desk"
