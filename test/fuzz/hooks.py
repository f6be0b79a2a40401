"""What Schemathesis cannot know of the interface: who asks, which things there are, and what a file looks like."""

import atexit
import json
import os
import random
from collections import Counter

import schemathesis

TOKENS = json.loads(os.environ["FUZZ_TOKENS"])
KNOWN = json.loads(os.environ["FUZZ_KNOWN"])
# With ids that exist a request gets beyond the first look-up; with invented ones it never does.
SHARE_OF_KNOWN = 0.7
# Of its own: Hypothesis sets the common one back before every example, and all requests of an operation would come from one person.
DICE = random.Random(os.environ["FUZZ_SEED"])


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    known = KNOWN.get(context.operation.path)
    if known and path_parameters and DICE.random() < SHARE_OF_KNOWN:
        return {**path_parameters, **DICE.choice(known)}
    return path_parameters


@schemathesis.hook
def map_body(context, body):
    """What is opened is opened under a procedure that there is."""
    if isinstance(body, dict) and "procedure" in body and DICE.random() < SHARE_OF_KNOWN:
        return {**body, "procedure": "smart-workshop"}
    return body


# Who was let in, by operation: neither turned away for want of rights nor before anybody looked at them.
WELCOME = {}
SHARE_OF_WELCOME = 0.6
CHOICES = ("X-Vermilion-Organisation", "X-Vermilion-Role")


@schemathesis.hook
def before_call(context, case, kwargs):
    """Each request comes from somebody else, mostly from whoever may do this; one in a while from nobody."""
    welcome = WELCOME.get(case.operation.label)
    token = DICE.choice(welcome if welcome and DICE.random() < SHARE_OF_WELCOME else TOKENS)
    if token:
        case.headers["Authorization"] = f"Bearer {token}"
    # An invented organisation is refused before anything else is looked at.
    if DICE.random() < SHARE_OF_KNOWN:
        for name in CHOICES:
            case.headers.pop(name, None)


# How the requests to each operation were answered.
ANSWERS = {}


@atexit.register
def tell():
    """Says how far the requests came: a run that is turned away at the door finds nothing, and proves nothing."""
    print("\nAnswers:", ", ".join(f"{status} × {count}" for status, count in sorted(sum(ANSWERS.values(), Counter()).items())))
    never_granted = [operation for operation, answers in ANSWERS.items() if not any(status < 300 for status in answers)]
    print(f"Never granted: {', '.join(sorted(never_granted)) or 'none'}")


@schemathesis.hook
def after_call(context, case, response):
    ANSWERS.setdefault(case.operation.label, Counter())[response.status_code] += 1
    token = (case.headers or {}).get("Authorization", "").removeprefix("Bearer ")
    if token in TOKENS and response.status_code not in (400, 401, 403, 415, 429):
        WELCOME.setdefault(case.operation.label, []).append(token)


BYTES = [b"%PDF-1.4\n%%EOF", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b""]


@schemathesis.serializer(
    "application/pdf",
    "image/jpeg",
    "image/png",
    "application/octet-stream",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)
def as_bytes(context, value):
    if isinstance(value, bytes):
        return value
    return DICE.choice(BYTES) + str(value).encode("utf-8", "replace")
