"""Small look-alikes of government sites on loopback, with invented reports of a fictitious province.

Its codes are 99xxxx, which GB/T 2260 does not use.
"""

from replica.catalogue import Holding, catalogue
from replica.register import sources_at

__all__ = ["Holding", "catalogue", "sources_at"]
