"""When a promise wants attention, and how the desktop says so.

In this order its modules build on each other; none asks a later one::

    when it is time           reminders  watcher  announced
    how the desktop says so   notices  notifying
"""

from __future__ import annotations
