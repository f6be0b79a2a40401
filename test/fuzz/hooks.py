"""What Schemathesis cannot know of the interface: who asks, which things there are, and what a file looks like."""

import json
import os
import random

import schemathesis

TOKENS = json.loads(os.environ["FUZZ_TOKENS"])
KNOWN = json.loads(os.environ["FUZZ_KNOWN"])
# With ids that exist a request gets beyond the first look-up; with invented ones it never does.
SHARE_OF_KNOWN = 0.7


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    known = KNOWN.get(context.operation.path)
    if known and path_parameters and random.random() < SHARE_OF_KNOWN:
        return {**path_parameters, **random.choice(known)}
    return path_parameters


# Who has got beyond the check of roles, by operation.
WELCOME = {}
SHARE_OF_WELCOME = 0.6
CHOICES = ("X-Vermilion-Organisation", "X-Vermilion-Role")


@schemathesis.hook
def before_call(context, case, kwargs):
    """Each request comes from somebody else, mostly from whoever may do this; one in a while from nobody."""
    welcome = WELCOME.get(case.operation.label)
    token = random.choice(welcome if welcome and random.random() < SHARE_OF_WELCOME else TOKENS)
    if token:
        case.headers["Authorization"] = f"Bearer {token}"
    # An invented organisation is refused before anything else is looked at.
    if random.random() < SHARE_OF_KNOWN:
        for name in CHOICES:
            case.headers.pop(name, None)


@schemathesis.hook
def after_call(context, case, response):
    token = (case.headers or {}).get("Authorization", "").removeprefix("Bearer ")
    if token in TOKENS and response.status_code not in (401, 403, 429):
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
    return random.choice(BYTES) + str(value).encode("utf-8", "replace")
