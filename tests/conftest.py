"""Properties are not timed: on a machine that does something else beside, the slowest example says nothing."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
