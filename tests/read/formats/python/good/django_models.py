"""Models of a clinic's booking app."""
# minlint: purpose=appointment-booking

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_cryptography.fields import encrypt


class Timestamped(models.Model):
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class Patient(Timestamped):
    """Somebody who books a visit.

    More about it.
    """

    class Sex(models.TextChoices):
        FEMALE = "f", _("female")
        MALE = "m", _("male")

    BLOOD = [("a", "A"), ("b", "B"), (None, "unknown")]

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    full_name = models.CharField(_("full name"), max_length=200, help_text="As on the card")
    birth_date = models.DateField(null=True, blank=True)  # asked for by the doctor
    sex = models.CharField(max_length=1, choices=Sex.choices, default=Sex.FEMALE)
    blood_group = models.CharField(max_length=2, choices=BLOOD, blank=True)
    # minlint: allow X101 until 2030-01-31 because a reminder goes there
    e_mail = models.EmailField(unique=True)
    lat = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    doctors = models.ManyToManyField("staff.Doctor", related_name="patients")
    größe = models.PositiveSmallIntegerField(null=True); weight = models.FloatField(null=True)

    objects = models.Manager()

    def __str__(self):
        return self.full_name


class Visit(Timestamped):
    # minlint: purpose=appointment-booking,billing
    id = models.UUIDField(primary_key=True, default=make_id)
    patient = models.ForeignKey(Patient, on_delete=models.CASCADE)
    after = models.ForeignKey("self", null=True, on_delete=models.SET_NULL)
    reason = models.TextField(
        verbose_name="Reason for the visit",
        blank=True,
    )


class Urgent(Visit):
    symptoms = models.JSONField(default=dict)
    callback_number = encrypt(models.CharField(max_length=20, blank=True))


class Account(AbstractUser):
    phone = models.CharField(max_length=20)
