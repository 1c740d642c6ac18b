"""What the fields of one record make together: a track of places, a name, a postal address."""

from __future__ import annotations

from minlint.detect.surroundings import Surroundings
from minlint.model import Detection, Evidence, Field, Reading
from minlint.kinds import kind_of
from minlint.taxonomy import Taxonomy, is_within

HISTORY, PRECISE, NAME, ADDRESS = "user.location.history", "user.location.precise", "user.name", "user.contact.address"


def together(
    place: Surroundings, readings: tuple[Reading, ...], taxonomy: Taxonomy
) -> tuple[tuple[Reading, ...], tuple[Reading, ...]]:
    """The readings, changed where their neighbours change them, and the combinations."""
    return readings, ()
