"""Which sentences of a sent mail promise something, and by when.

In this order its modules build on each other; none asks a later one::

    what is said, and how it sounds   saying  hearing
    what commits, and to which time   committing  allotting
    the promises of a mail            promises
    how the ears learn                train
"""

from __future__ import annotations
