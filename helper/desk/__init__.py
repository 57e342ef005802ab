"""The one way through the rooms: what one has learned reaches the next.

In this order its modules build on each other; none asks a later one::

    what is too long for a room   rows
    a mail and its reply          opening  answering  checking
    what was promised             reminding  keeping
    the day, and the week         morning  mirroring
    what an export teaches        backtesting  importing
    the way through               desk
"""

from __future__ import annotations
