"""What a mail is about and needs, found in its words and put into those of a reply.

In this order its modules build on each other; none asks a later one::

    how it is written       script  calling  written  lengths
    how it is built         tagging  conjugating  turning  chunks  asking
    what it shows           signs  sounding  needs  told
    what happened           telling  citing  fitting  retelling
    what it is about        matters  naming  traits  phrases
    what it asks for        sincere  wanted  askable  quoting  asked
    what else to mind       when  heeding
    what a reply is given   forms  facts  missing
"""

from __future__ import annotations
