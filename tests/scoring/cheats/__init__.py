"""What it pays to cheat: strategies that know the scorer and not the news.

Three kinds of golds: the packaged one (`real`), and two made-up ones, dense and sparse
(`synthetic`). Two kinds of cheats:

- *blind* ones see the text alone, and are compared with `nothing` and with `half`, which is
  gold with every second item left out;
- *parasites* change what an honest but imperfect system says (`honest`: a fifth of gold missed,
  a fifth cut or labelled wrongly, a fifth of attributions with a wrong source nearby, a fifth
  more that is spurious; furniture: no more) and are compared with that system.

A family with parameters is searched: what it earned is the greatest value over all of them.
"""

from __future__ import annotations

from .across import ACROSS
from .attributions import ATTRIBUTIONS
from .boilerplate import BOILERPLATE
from .claims import CLAIMS
from .entities import ENTITIES
from .honest import half, honest, itself
from .made import synthetic
from .play import HEADLINES, Cheat, Earned, earned, golds, judged

CHEATS: tuple[Cheat, ...] = (*ENTITIES, *ATTRIBUTIONS, *CLAIMS, *BOILERPLATE, *ACROSS)

__all__ = [
    "CHEATS",
    "HEADLINES",
    "Cheat",
    "Earned",
    "earned",
    "golds",
    "half",
    "honest",
    "itself",
    "judged",
    "synthetic",
]
