"""Messages that are not what the page says. All go over one logged-in connection, which must stay open and go on
acknowledging."""
import json

from .raw import login

HUGE = "9" * 400


def answer(**changes):
    return json.dumps({"type": "answer", "no": 900, "item": 0, "response": "A", "at": 1, **changes})


def literal(**members):
    """An answer with members written as they are."""
    texts = {"type": '"answer"', "no": "900", "item": "0", "response": '"A"', "at": "1", **members}
    return "{" + ",".join(f'"{name}":{text}' for name, text in texts.items()) + "}"


BAD = [
    ("nesting of 9 levels", literal(response="[" * 8 + "]" * 8)),
    ("nesting of 8,000 levels", "[" * 8000 + "]" * 8000),
    ("nesting that never ends", "[" * 16000),
    ("nested objects", '{"a":' * 2500 + "1" + "}" * 2500),
    ("a key that stands twice", literal(no='900,"no":901')),
    ("a key that stands twice, escaped", literal(no='900,"\\u006eo":901')),
    ("a key twice within a response", literal(response='{"a":1,"a":2}')),
    ("an unknown member", answer(score=100)),
    ("an unknown member with a long name", answer(**{"x" * 8000: 1})),
    ("a missing member", '{"type":"answer","no":900,"item":0,"response":"A"}'),
    ("a member that is null", literal(no="null")),
    ("text for a number", literal(no='"900"')),
    ("a number for text", '{"type":"report","kind":5,"detail":""}'),
    ("an array for a number", literal(item="[0]")),
    ("a boolean for a number", literal(item="true")),
    ("a fraction", literal(no="900.0")),
    ("an exponent", literal(no="9e2")),
    ("a huge exponent", literal(at="1e999")),
    ("a number of 400 digits", literal(at=HUGE)),
    ("2^32", literal(no="4294967296")),
    ("2^63", literal(at="9223372036854775808")),
    ("-1 where only more than 0 is possible", literal(no="-1")),
    ("-0", literal(item="-0.0")),
    ("the number 0", literal(no="0")),
    ("NaN", literal(at="NaN")),
    ("Infinity", literal(response="Infinity")),
    ("a number with a plus", literal(no="+900")),
    ("a number with leading zeros", literal(no="0900")),
    ("hexadecimal", literal(no="0x384")),
    ("half a surrogate pair", literal(response='"\\ud800"')),
    ("a control character within text", '{"type":"report","kind":"a\nb","detail":""}'),
    ("a comma too many", '{"type":"leave",}'),
    ("a comment", '{"type":"leave"/* */}'),
    ("something after the end", '{"type":"leave"}{}'),
    ("single quotes", "{'type':'leave'}"),
    ("an array in place of an object", "[]"),
    ("a number alone", "1"),
    ("no type", "{}"),
    ("a type that is not text", '{"type":1}'),
    ("a type of 10,000 bytes", json.dumps({"type": "t" * 10000})),
    ("a ticket of 65 bytes", json.dumps({**login({"ticket": "t" * 65, "code": "c"})})),
    ("a code of 129 bytes", json.dumps({**login({"ticket": "t", "code": "c" * 129})})),
    ("notices with a member", '{"type":"notices","all":true}'),
    ("a notice without its state", '{"type":"noticed","id":1}'),
    ("a notice read in part", '{"type":"noticed","id":1,"read":1}'),
    ("a notice of another world", '{"type":"noticed","id":4294967296,"read":true}'),
    ("a call of no will", '{"type":"call","no":1,"wanted":null}'),
    ("a call of 257 bytes", json.dumps({"type": "call", "no": 1, "wanted": True, "text": "t" * 257})),
    ("a report of 513 bytes", json.dumps({"type": "report", "kind": "k", "detail": "d" * 513})),
]

OTHER = [
    ("a message of another century", '{"type":"fireworks"}', "unknown_type"),
    ("a message of the server", '{"type":"ack","no":1,"item":0,"seq":1,"at":1,"link":""}', "unknown_type"),
    ("a notice that was never sent", '{"type":"noticed","id":7,"read":true}', "not_possible_now"),
    ("the notice 0", '{"type":"noticed","id":0,"read":false}', "not_possible_now"),
    ("a notice of the server's", '{"type":"notice","id":1,"text":"x","at":1,"to":"all","read":false}', "unknown_type"),
    ("a second login", json.dumps(login({"ticket": "t", "code": "c"})), "already_logged_in"),
    ("an item that the paper does not have", answer(item=4_000_000_000), "no_such_item"),
    ("a response of 10 kB", answer(response="x" * 10_000), "bad_response"),
    ("a response that fits no item", answer(response={"a": [1, {"b": None}]}), "bad_response"),
    ("a letter that the item does not have", answer(response="Z"), "bad_response"),
    ("a number where a letter belongs", answer(response=-1), "bad_response"),
]

EARLY = [
    ("an answer before the login", answer(), "not_logged_in"),
    ("notices before the login", '{"type":"notices"}', "not_logged_in"),
    ("a call before the login", '{"type":"call","no":1,"wanted":true}', "not_logged_in"),
    ("a visit before the login", '{"type":"visit","item":0}', "not_logged_in"),
    ("a report before the login", '{"type":"report","kind":"k","detail":""}', "not_logged_in"),
    ("a hand-in before the login", '{"type":"hand_in","unanswered":0}', "not_logged_in"),
]


async def refused(raw, text):
    await raw.say(text)
    while True:
        message = await raw.hear()
        if message["type"] in ("error", "close", "ack", "ended"):
            return message.get("id", message["type"])


async def run(target, check):
    early = await target.websocket()
    for name, text, wanted in EARLY:
        heard = await refused(early, text)
        check(name, heard, heard == wanted, wanted)
    early.close()
    raw = await target.seat()
    await raw.until("paper_end")
    for name, text, wanted in [(name, text, "bad_message") for name, text in BAD] + OTHER:
        heard = await refused(raw, text)
        check(name, heard, heard == wanted, wanted)
        if heard == "close":
            raw = await target.seat(raw.ticket)
            await raw.until("paper_end")
    heard = await refused(raw, json.dumps({"type": "answer", "no": 1000, "item": 0, "response": None, "at": -(1 << 63)}))
    check("after all of it an answer is still acknowledged", heard, heard == "ack", "ack")
    raw.close()
