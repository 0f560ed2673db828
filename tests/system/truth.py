"""Holds what candidates were told against what the evidence says."""
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from exam_site import Failed, check_acknowledged, events_of, report_of, stored_answers  # noqa: E402


def comparable(ticket, answer):
    return ticket, answer["item"], answer["no"], json.dumps(answer["response"], sort_keys=True)


def wait_for(clients, patience=180):
    deadline = time.monotonic() + patience
    for client in clients:
        client.wait(max(1, deadline - time.monotonic()))
        if client.returncode != 0:
            raise Failed(f"{client.folder}: 退出码 / exit code {client.returncode}")


def given_by(clients, ledgers):
    """Every answer that anybody gave."""
    known = {comparable(ledger.ticket, a) for ledger in ledgers for a in ledger.all("sent")}
    for client in clients:
        report = report_of(client)
        for name in ("acknowledged", "superseded", "found_stored"):
            known |= {comparable(client.ticket, a) for a in report[name]}
    return known


def check_ledger(ledger, stored, links):
    sent = {line["no"]: line for line in ledger.all("sent")}
    acks = ledger.all("ack")
    for ack in acks:
        answer = sent[ack["no"]]
        if stored.get(ack["seq"]) != (ledger.ticket, answer["item"], ack["no"], answer["response"]):
            raise Failed(f"{ledger.ticket}: 已确认的答案丢失 / acknowledged, but not in the evidence: {ack}")
        if ack["link"] != links[ack["seq"]]:
            raise Failed(f"{ledger.ticket}: 确认中的链值与证据不符 / the ack's link is not the evidence's: {ack}")
    for ended in ledger.all("ended"):
        receipt = json.loads(ended["receipt"])
        if links.get(receipt["seq"]) != receipt["link"]:
            raise Failed(f"{ledger.ticket}: 回执与证据不符 / the receipt does not fit the evidence: {receipt}")
    return len(acks)


def check_all(evidence, clients, ledgers=()):
    """Every acknowledged answer is in the evidence at its place; it holds none twice and none that nobody gave.
    Returns how many acknowledgements there were."""
    stored = stored_answers(evidence)
    links = {event["seq"]: event["link"] for event in events_of(evidence)}
    acknowledged = check_acknowledged(evidence, clients) + sum(check_ledger(ledger, stored, links) for ledger in ledgers)
    known, seen = given_by(clients, ledgers), set()
    for ticket, item, no, response in stored.values():
        key = comparable(ticket, {"item": item, "no": no, "response": response})
        if key not in known:
            raise Failed(f"证据中有无人给出的答案 / nobody gave this answer: {key}")
        if (ticket, no) in seen:
            raise Failed(f"同一答案两次入账 / the same answer stands twice: {key}")
        seen.add((ticket, no))
    return acknowledged
