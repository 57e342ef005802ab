"""What happened, and with whom: people, replies, time spent, and forgetting all that.

In this order its modules build on each other; none asks a later one::

    with whom, and what   contacts  history
    how the time went     attention  lookback
    forgetting all that   retention
"""

from __future__ import annotations
