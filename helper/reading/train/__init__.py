"""How the ears of this room are trained; each module that has a `main` is a command.

In this order its modules build on each other; none asks a later one::

    what is learned from          texts
    how a mail sounds             frustration  endings  voices  wrongs  classes
    what it is about, and needs   asks  spans  needs
    how a reply sounds            manners
"""

from __future__ import annotations
