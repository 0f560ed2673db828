"""Holds what a candidate saw on the screen against the receipt, the evidence and the disk."""
import hashlib
import json
import time

from exam_site import Failed, events_of, stored_answers
from sitting_hand import LETTERS
from window_paper import MARKER

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def save_receipt(hand):
    """By the window, as a file; the check code on the screen and in the file is that of the receipt's text."""
    seat = hand.seat
    path = seat.home / "receipt.json"
    seat.tab_to(seat.control("File for the receipt", 61))
    hand.screen.key("ctrl+a")
    hand.screen.type(str(path))
    seat.press("Save")
    seat.until(path.exists, "the receipt's file")
    time.sleep(0.2)
    seat.shoot("receipt-saved")
    saved = json.loads(path.read_text())
    digest = int.from_bytes(hashlib.sha256(saved["receipt"].encode()).digest()[:10], "big")
    code = "".join(CROCKFORD[digest >> (75 - 5 * i) & 31] for i in range(16))
    code = "-".join(code[i:i + 4] for i in range(0, 16, 4))
    if code != saved["check_code"] or not any(code in c.name for c in seat.showing()):
        raise Failed(f"核对码不符 / the check code on the screen or in the file is not the receipt's: {code}")
    return json.loads(saved["receipt"])


def no_marker_in(folder, when):
    """A word of every question, in any file of this user."""
    for file in folder.rglob("*"):
        if file.is_file() and MARKER.encode() in file.read_bytes():
            raise Failed(f"{file}: 磁盘上可读到试卷 / the paper is readable on the disk {when}")


def nothing_is_left(seat):
    left = [f for f in (seat.home / ".local").rglob("*") if f.is_file()]
    if left:
        raise Failed(f"交卷后仍留有文件 / left after the receipt: {left}")
    no_marker_in(seat.home, "after the receipt")


def written(response):
    """"AC", ["A","C"], "1300", true: one way of writing them."""
    if isinstance(response, list):
        return "".join(sorted(response))
    text = str(response)
    return "".join(sorted(text)) if text and set(text) <= set(LETTERS) else text


def check_evidence(site, items, hands):
    """Everything that was shown as stored was stored, and the last answer to every question is the one in the
    result. Returns how many were shown as stored."""
    evidence, _ = site.evidence("WIN")
    links = {e["seq"]: e["link"] for e in events_of(evidence)}
    receipt = hands[0].receipt
    if links[receipt["seq"]] != receipt["link"] or receipt["answered"] != len(hands[0].given):
        raise Failed(f"回执与证据不符 / the receipt does not fit the evidence: {receipt}")
    last, ever = {}, set()
    for _, (ticket, item, _, response) in sorted(stored_answers(evidence).items()):
        last[ticket, items[item]["id"]] = written(response)
        ever.add((ticket, items[item]["id"], written(response)))
    for hand in hands:
        ticket = hand.ticket["ticket"]
        for item, response in hand.stored:
            if (ticket, item, written(response)) not in ever:
                raise Failed(f"{ticket}: 屏幕显示已存而证据中没有 / shown as stored, not in the evidence: {item} {response}")
        for item, response in hand.given.items():
            if last.get((ticket, item)) != written(response):
                raise Failed(f"{ticket} {item}: {response} was given, the result has {last.get((ticket, item))}")
    return sum(len(hand.stored) for hand in hands)
