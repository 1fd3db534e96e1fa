from django.apps import AppConfig


class CareersiteConfig(AppConfig):
    name = "careersite"

    def ready(self) -> None:
        from careersite import checks  # noqa: F401  (importing registers them)
