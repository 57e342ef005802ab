"""Room 1, Read: what does this mail say, and how does its writer feel.

In this order its modules build on each other; none asks a later one::

    what its writer wrote today   hidden  markup  cleaning  widths
    what stands in it             facts  cues  evidence  dialogues
    how it sounds                 polarity  voices  manners
    how its writer feels          frustration  mixed  classes
    what they ask                 asks  showing
    the door of the room          reader
"""

from __future__ import annotations
