"""Frames that RFC 6455 or the page forbid. A case is a name, what is sent on a fresh websocket, and what must come:
the ids of errors, then the close code."""
from .raw import BINARY, CLOSE, PING, TEXT, frame

BIG = 16 * 1024
TIME = '{"type":"time","t0":1}'


def ping_in_pieces():
    return frame("a", PING, fin=False) + frame("b", 0)


CASES = [
    ("an unmasked frame", frame(TIME, masked=False), [], 1002),
    ("the first reserved bit (compression)", frame(TIME, reserved=4), [], 1002),
    ("the second reserved bit", frame(TIME, reserved=2), [], 1002),
    ("the third reserved bit", frame(TIME, reserved=1), [], 1002),
    ("a reserved opcode for data", frame(TIME, 3), [], 1002),
    ("a reserved opcode for control", frame("", 11), [], 1002),
    ("a control frame in fragments", ping_in_pieces(), [], 1002),
    ("a control frame of 126 bytes", frame("p" * 126, PING), [], 1002),
    ("a continuation of nothing", frame(TIME, 0), [], 1002),
    ("a new message within another", frame("{", TEXT, fin=False) + frame(TIME), [], 1002),
    ("a length longer than it need be", bytes([0x81, 0xFE, 0, 4]) + bytes(8), [], 1002),
    ("a close frame of one byte", frame(b"\x03", CLOSE), [], 1002),
    ("a close code that may not be sent", frame(b"\x03\xed", CLOSE), [], 1002),
    ("a close reason that is not UTF-8", frame(b"\x03\xe8\xff", CLOSE), [], (1002, 1007)),
    ("text that is not UTF-8", frame(b"\xc0\xaf"), [], 1007),
    ("text that ends within a character", frame(b'"\xe4\xb8'), [], 1007),
    ("text that turns out wrong in a later fragment", frame(b'{"\xe4', fin=False) + frame(b"\xff", 0), [], 1007),
    ("a message above the limit", frame("x" * (BIG + 1)), [], 1009),
    ("fragments that add up to more", frame("x" * BIG, fin=False) + frame("xx", 0), [], 1009),
    ("a header that promises a gigabyte", frame("x", length=1 << 30), [], 1009),
    ("a header that promises 2^63 bytes", frame("x", length=1 << 63), [], (1002, 1009)),
    ("a binary frame", frame(TIME, BINARY), [], 1003),
    ("noise", b"\xff" * 64, [], 1002),
    ("the largest message, all spaces", frame(" " * BIG) + frame(b"", CLOSE), ["bad_message"], 1000),
    ("an empty message", frame("") + frame(b"", CLOSE), ["bad_message"], 1000),
    ("a message in 500 fragments", frame(" ", fin=False) + frame(" ", 0, fin=False) * 498 + frame("{}", 0) + frame(b"", CLOSE),
     ["bad_message"], 1000),
    ("a thousand empty fragments", frame("{}", fin=False) + frame("", 0, fin=False) * 998 + frame("", 0) + frame(b"", CLOSE),
     ["bad_message"], 1000),
]


async def run(target, check):
    for name, sent, errors, code in CASES:
        raw = await target.websocket()
        await raw.put(sent)
        heard = await raw.verdict(15)
        codes = code if isinstance(code, tuple) else (code,)
        check(name, heard, any(heard == (errors, one) for one in codes), f"{errors} {code}")
        raw.close()
