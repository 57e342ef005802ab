"""How long reading takes, beside TextBlob on the same text in the same run."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from statistics import median

from textblob import TextBlob

from helper.contracts import Mail
from helper.reading.reader import read
from helper.rulebook import Rulebook

MAIL = """Dear support team,

We moved our bookings to your calendar in March, and for most of the spring it did what we needed. \
Since the update of 4 October, though, the evening classes have vanished from the page that our \
members see. Twelve people stood before a closed door last Tuesday because of it.

I wrote about this on Wednesday and again on Friday. The first answer asked me for my browser, the \
second one asked me for my browser as well. I have been waiting for somebody to look at the \
calendar itself ever since, and my colleague Jonas has started to phone every member by hand, \
which takes him two hours each day.

What I have tried so far: signing out and in, another computer, the telephone of my daughter, and \
removing the classes and entering them anew. The morning classes behave. The evening classes are \
listed under "hidden", but the switch next to them is grey and cannot be moved. There is a small \
note that says "managed by plan", and none of us knows what that is supposed to mean. Our contract \
number is 7731-B, if you need it.

Could you please tell me by Thursday whether this can be repaired, and by when? If it is a matter \
of the plan we booked, then I would like to know why nobody mentioned that before the update. We \
also need the list of members of September, because the export stops in the middle with error 504. \
You promised on the telephone that it would be sent by post, and it has not arrived.

I do not enjoy writing mails like this one, and I understand that a lot may be going on at your \
end. But the season begins on Monday, we have sold sixty tickets for it, and I cannot tell a \
single one of those people where they have to be at six o'clock.

Thank you, and kind regards,

Marlene Osterfeld
Tanzhaus am Kanal
"""


WARM = 5
"""Mails read before it counts: the first loads weights and compiles patterns."""


def hostile() -> dict[str, Mail]:
    """Mails made to make a reader hang."""
    return {
        "200 kB mail": Mail(text=MAIL * (200_000 // len(MAIL) + 1)),
        "80,000 exclamation marks": Mail(text="Hello, where is it" + "!" * 80_000),
        "10,000 nested quotes": Mail(
            text="\n".join(">" * (n % 400) + " no" for n in range(10_000))
        ),
        "40 emoji in an ask": Mail(text=f"Can you help me {'😭' * 40} with it?"),
        "40 tags in an ask": Mail(text=f"Can you help me {'#help  ' * 40} with it?"),
        "5 MB HTML on one line": Mail(html="<div>" + "<p>Where is my order?</p>" * 200_000),
    }


def seconds(call: Callable[[], object], times: int) -> float:
    """The fastest of so many calls: what the work takes when nothing else disturbs it."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        found.append(time.perf_counter() - start)
    return min(found)


def ratio(book: Rulebook, times: int = 40) -> tuple[float, float]:
    """Seconds for the whole reading of a 2 kB mail, and how many TextBlobs that is.

    No mail is read twice, for what is known of one is kept a while; both take turns, so that a
    busy machine slows both.
    """
    texts = [MAIL.replace("7731", str(number)) for number in range(1000, 1000 + times + WARM)]
    ours, theirs = [], []
    for text in texts:
        mail = Mail(text=text, subject="Evening classes are hidden")
        ours.append(processor_seconds(partial(read, mail, book)))
        theirs.append(processor_seconds(partial(_polarity, text)))
    took = median(ours[WARM:])
    return took, took / median(theirs[WARM:])


def _polarity(text: str) -> object:
    return TextBlob(text).sentiment


def processor_seconds(call: Callable[[], object]) -> float:
    """What one call takes of the processor, whatever else runs."""
    start = time.process_time()
    call()
    return time.process_time() - start
