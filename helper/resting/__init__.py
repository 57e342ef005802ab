"""Room 4, Rest: the person behind the keyboard.

In this order its modules build on each other; none asks a later one::

    when to speak, and to rest   rhythm  breaks
    the morning                  digest
    the week                     timelog  mirror  note
    what leaves the house        export  masking  themes
"""

from __future__ import annotations
