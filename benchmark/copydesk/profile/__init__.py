"""What is in a corpus: counts, slices, variety, yardsticks and quotas (`copydesk stats`)."""

from copydesk.profile.lookalikes import LOOKALIKES, Lookalike
from copydesk.profile.profile import Profile, profile
from copydesk.profile.reading import readable
from copydesk.profile.slices import SLICES, Slice

__all__ = ["LOOKALIKES", "SLICES", "Lookalike", "Profile", "Slice", "profile", "readable"]
