"""The ledger, and what a later mail makes of the promises in it: kept, moved, or open.

In this order its modules build on each other; none asks a later one::

    a promise and its row             rows  things  naming
    which rows are asked for          looking  claiming
    what a later mail says of them    plans  evidence  moving  settling
    what a mail does to them          twice  mailing
    all of it, one change at a time   ledger
"""

from __future__ import annotations
