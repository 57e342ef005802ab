"""Trained ears: small models that hear in a text what no list of words can hold.

In this order its modules build on each other; none asks a later one::

    one step of learning        steps
    what an ear hears           grams  model
    all of them, in one table   chorus
    what they are asked         choosing  weighing  spans
    how they learn              training  span_training  commands
"""

from __future__ import annotations
