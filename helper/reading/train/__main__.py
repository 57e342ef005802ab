"""``python -m helper.reading.train DATA`` trains the ear for frustration, the first of them."""

from __future__ import annotations

import sys

from helper.reading.train.frustration import main

sys.exit(main())
