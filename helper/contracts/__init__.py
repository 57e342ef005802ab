"""The few things that flow through the house. Read this first.

Two ways lead through it::

    Mail -> Reading -> Timeline -> Draft -> Check        (read, then reply)
    SentMail -> FoundPromise -> Promise -> Reminder      (remember)

and ``InboxRow -> Digest`` and ``Day`` let the user rest. Each room has its module of them, over
the `terms` all share.

Contracts are data: frozen, typed, no behaviour, no I/O. The same classes are the JSON of the HTTP
API and of the ``--jsonl`` commands, field by field, so a name changed here is a name changed at
the door.

Units and conventions: every ``start``/``end`` is a half-open range of Unicode code points in
the text the field's docstring names. Every moment is an aware ``datetime``. ``zone`` is an
IANA name such as ``Europe/Berlin``. ``language`` is an ISO 639-1 code. ``rule`` is the id of a
rule in ``rules/``, where its source stands.
"""

from __future__ import annotations

from helper.contracts.reading import (
    Cause,
    Claim,
    EarlierMail,
    Evidence,
    Facts,
    LastTime,
    Mail,
    Noise,
    Reading,
)
from helper.contracts.remembering import (
    CLOCKED,
    Due,
    Every,
    FoundPromise,
    Grain,
    Promise,
    Promised,
    PromiseEvent,
    PromiseForm,
    PromiseState,
    Reminder,
    SentMail,
    SentReport,
    Stage,
)
from helper.contracts.replying import (
    Basis,
    Check,
    Draft,
    Finding,
    Form,
    Gap,
    MailForm,
    Move,
    PromiseNews,
    Ticks,
    Timeline,
    TimeOption,
)
from helper.contracts.resting import (
    Block,
    Calibration,
    Day,
    Digest,
    GoodReply,
    InboxRow,
    Insights,
    LevelMove,
    Note,
    Pause,
    Pile,
    Stretch,
    Thanks,
    Theme,
    TimeSpent,
    TriagedRow,
    WeekOfTime,
)
from helper.contracts.terms import (
    ANGRY,
    CALM,
    END_OF_ROPE,
    FRUSTRATED,
    OUR_YEARS,
    UNEASY,
    App,
    Hours,
    Kind,
    Level,
    Moment,
    Person,
    Sender,
    Span,
    Zone,
    contract,
)

__all__ = [
    "ANGRY",
    "CALM",
    "CLOCKED",
    "END_OF_ROPE",
    "FRUSTRATED",
    "OUR_YEARS",
    "UNEASY",
    "App",
    "Basis",
    "Block",
    "Calibration",
    "Cause",
    "Check",
    "Claim",
    "Day",
    "Digest",
    "Draft",
    "Due",
    "EarlierMail",
    "Every",
    "Evidence",
    "Facts",
    "Finding",
    "Form",
    "FoundPromise",
    "Gap",
    "GoodReply",
    "Grain",
    "Hours",
    "InboxRow",
    "Insights",
    "Kind",
    "LastTime",
    "Level",
    "LevelMove",
    "Mail",
    "MailForm",
    "Moment",
    "Move",
    "Noise",
    "Note",
    "Pause",
    "Person",
    "Pile",
    "Promise",
    "PromiseEvent",
    "PromiseForm",
    "PromiseNews",
    "PromiseState",
    "Promised",
    "Reading",
    "Reminder",
    "Sender",
    "SentMail",
    "SentReport",
    "Span",
    "Stage",
    "Stretch",
    "Thanks",
    "Theme",
    "Ticks",
    "TimeOption",
    "TimeSpent",
    "Timeline",
    "TriagedRow",
    "WeekOfTime",
    "Zone",
    "contract",
]
