"""The moment words of time mean, and when a round comes again.

In this order its modules build on each other; none asks a later one::

    how days are counted        reckoning
    the parts of one time       moments  periods  resolvers
    the words around it         beside  phrases  lending
    when it is, and when over   due  lateness
"""

from __future__ import annotations
