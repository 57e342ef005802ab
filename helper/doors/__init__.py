"""How the house is entered: the command line, the local API, and what runs them.

In this order its modules build on each other; none asks a later one::

    who may come in            pairing  guard
    what can be set            config  switches  autostart
    the local API              openapi  api  household  app
    what runs it               service  browser
    what every command needs   entrance  terminal
    the commands               running  doctor  batch  upkeep  cli
"""

from __future__ import annotations
