"""Where the rooms learn what only people can tell: labelled mails become tables of weights.

In this order its modules build on each other; none asks a later one::

    what was judged, and by whom   lessons  places
    what a mail is about           matters  owners
    what can be said back          clauses  asks
    what it lacks                  details
"""

from __future__ import annotations
