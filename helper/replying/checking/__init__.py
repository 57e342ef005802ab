"""The checklist on what is typed: sentences, the whole, and the promises in it.

In this order its modules build on each other; none asks a later one::

    what is looked at         seen  moves
    words and sentences       lint
    what shows in the whole   language  greeting  notes  order
    the promises in it        typed
    what its writer sees      ticks  checklist
"""

from __future__ import annotations
