"""Chance, by purpose.

Belongs here: making a generator for a purpose and a month. Does not belong here: drawing.

Each purpose draws from a stream of its own, so that one more draw for one purpose changes nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from zlib import crc32

from numpy.random import PCG64, Generator, SeedSequence


@dataclass(frozen=True)
class Chance:
    seed: int

    def of(self, purpose: str, month: int = 0) -> Generator:
        """The same stream for the same seed, purpose and month, whatever was drawn before."""
        return Generator(PCG64(SeedSequence([self.seed, crc32(purpose.encode()), month])))
