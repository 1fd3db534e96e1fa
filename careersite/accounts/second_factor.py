"""The second factor of a person: an authenticator app (TOTP), and recovery codes for when it is lost."""

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

Person = AbstractBaseUser | AnonymousUser  # signed in, which types of requests do not know

CODES = 10
DIGITS = 6


class Checked(NamedTuple):
    """`device`: what has accepted the code; without one, what to say of it."""

    device: Device | None
    refusal: str = ""


def is_set_up(user: Person) -> bool:
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def is_needed(user: Person) -> bool:
    """Whether a password alone is not enough: everybody's where it is required, else theirs who have set it up."""
    return settings.SECOND_FACTOR_REQUIRED or is_set_up(user)


def codes_left(user: Person) -> int:
    return StaticToken.objects.filter(device__user=user).count()


def check(user: Person, code: str) -> Checked:
    """Try a code of the app or, where it does not look like one, a recovery code, which is then used up."""
    code = "".join(code.split()).replace("-", "").lower()
    model = TOTPDevice if code.isdecimal() and len(code) == DIGITS else StaticDevice
    return _try(model.objects.filter(user=user, confirmed=True), user, code)


@transaction.atomic
def begin(user: Person) -> TOTPDevice:
    """A new secret, which counts from when its first code is right."""
    TOTPDevice.objects.filter(user=user, confirmed=False).delete()
    return TOTPDevice.objects.create(user=user, name="Authenticator", confirmed=False)


def begun(user: Person) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=user, confirmed=False).first()


@transaction.atomic
def finish(user: Person, code: str) -> Checked:
    """Let the new secret take the place of the old one, if its code is right."""
    checked = _try(TOTPDevice.objects.filter(user=user, confirmed=False), user, "".join(code.split()))
    if checked.device:
        TOTPDevice.objects.filter(user=user).exclude(pk=checked.device.pk).delete()
        checked.device.confirmed = True
        checked.device.save()
    return checked


@transaction.atomic
def new_codes(user: Person) -> list[str]:
    """Recovery codes, each good for once, in the place of all earlier ones. They are shown now and never again."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="Recovery codes")
    tokens = [StaticToken(device=device, token=StaticToken.random_token()) for _ in range(CODES)]
    StaticToken.objects.bulk_create(tokens)
    return [f"{token.token[:4]}-{token.token[4:]}" for token in tokens]


@transaction.atomic
def reset(user: Person) -> None:
    """Without a second factor, as a new account; whoever is signed in with it has to sign in again."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def secret(device: TOTPDevice) -> str:
    """As it is typed into an app, in groups of four."""
    text = base64.b32encode(device.bin_key).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def picture(device: TOTPDevice) -> str:
    """The QR code that an app reads, as the address of a picture that holds it all."""
    stream = io.BytesIO()
    qrcode.make(device.config_url, image_factory=qrcode.image.svg.SvgPathFillImage, box_size=8).save(stream)
    return f"data:image/svg+xml;base64,{base64.b64encode(stream.getvalue()).decode()}"


@transaction.atomic
def _try(devices, user: Person, code: str) -> Checked:
    device = devices.select_for_update().first()
    if device is None:
        return Checked(None, "This code is not right.")
    allowed, why = device.verify_is_allowed()
    if not allowed:
        logger.warning("The second factor of %r is slowed down.", user.get_username())
        until = why["locked_until"]
        return Checked(None, f"There were too many wrong codes. Try again after {until:%H:%M:%S} UTC.")
    if device.verify_token(code):
        return Checked(device)
    logger.warning("A code of %r was wrong.", user.get_username())
    return Checked(None, "This code is not right. Codes of an app change every 30 seconds and are good for once.")
