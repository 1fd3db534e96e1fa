"""The second factor of an account: an authenticator app (TOTP), and recovery codes in case it is lost."""

import base64
import io
import logging
from typing import NamedTuple

import qrcode
import qrcode.image.svg
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import transaction
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

logger = logging.getLogger(__name__)

Person = AbstractBaseUser | AnonymousUser  # signed in, which the types of requests do not know

CODES = 10
DIGITS = 6


class Checked(NamedTuple):
    """`device`: the device that accepted the code; without one, the error."""

    device: Device | None
    refusal: str = ""


def is_set_up(user: Person) -> bool:
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def is_needed(user: Person) -> bool:
    """Whether a second factor is needed: for everybody if it is required, else for those who have set one up."""
    return settings.SECOND_FACTOR_REQUIRED or is_set_up(user)


def codes_left(user: Person) -> int:
    return StaticToken.objects.filter(device__user=user).count()


def check(user: Person, code: str) -> Checked:
    """Check a code from the app or, if it does not look like one, a recovery code, which is then used up."""
    code = "".join(code.split()).replace("-", "").lower()
    model = TOTPDevice if code.isdecimal() and len(code) == DIGITS else StaticDevice
    return _try(model.objects.filter(user=user, confirmed=True), user, code)


@transaction.atomic
def begin(user: Person) -> TOTPDevice:
    """A new secret, which is valid once its first code has been entered."""
    TOTPDevice.objects.filter(user=user, confirmed=False).delete()
    return TOTPDevice.objects.create(user=user, name="Authenticator", confirmed=False)


def begun(user: Person) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=user, confirmed=False).first()


@transaction.atomic
def finish(user: Person, code: str) -> Checked:
    """Replace the old secret with the new one if its code is right."""
    checked = _try(TOTPDevice.objects.filter(user=user, confirmed=False), user, "".join(code.split()))
    if checked.device:
        TOTPDevice.objects.filter(user=user).exclude(pk=checked.device.pk).delete()
        checked.device.confirmed = True
        checked.device.save()
    return checked


@transaction.atomic
def new_codes(user: Person) -> list[str]:
    """New recovery codes, each valid once, which replace all earlier ones. They are shown now and never again."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="Recovery codes")
    tokens = [StaticToken(device=device, token=StaticToken.random_token()) for _ in range(CODES)]
    StaticToken.objects.bulk_create(tokens)
    return [f"{token.token[:4]}-{token.token[4:]}" for token in tokens]


@transaction.atomic
def reset(user: Person) -> None:
    """Remove the second factor, as in a new account; everybody signed in with it has to sign in again."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def secret(device: TOTPDevice) -> str:
    """The secret for typing into an app, in groups of four."""
    text = base64.b32encode(device.bin_key).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def picture(device: TOTPDevice) -> str:
    """The QR code for an app, as a data URL of an image."""
    stream = io.BytesIO()
    qrcode.make(device.config_url, image_factory=qrcode.image.svg.SvgPathFillImage, box_size=8).save(stream)
    return f"data:image/svg+xml;base64,{base64.b64encode(stream.getvalue()).decode()}"


@transaction.atomic
def _try(devices, user: Person, code: str) -> Checked:
    device = devices.select_for_update().first()
    if device is None:
        return Checked(None, "This code is wrong.")
    allowed, why = device.verify_is_allowed()
    if not allowed:
        logger.warning("The second factor of %r is slowed down.", user.get_username())
        until = why["locked_until"]
        return Checked(None, f"There were too many wrong codes. Try again after {until:%H:%M:%S} UTC.")
    if device.verify_token(code):
        return Checked(device)
    logger.warning("A code of %r was wrong.", user.get_username())
    return Checked(None, "This code is wrong. An app's codes change every 30 seconds, and each is valid once.")
