"""Holds what candidates were told against what the evidence says."""
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from exam_site import Failed, events_of, report_of, stored_answers  # noqa: E402


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


def acknowledged_to(clients, ledgers):
    """(ticket, acknowledgement with item, no, response, seq) of everything that anybody saw acknowledged."""
    for client in clients:
        for ack in report_of(client)["acknowledged"]:
            yield client.ticket, ack
    for ledger in ledgers:
        sent = {line["no"]: line for line in ledger.all("sent")}
        for ack in ledger.all("ack"):
            yield ledger.ticket, {**ack, "response": sent[ack["no"]]["response"]}


def check_nothing_lost(acks, stored, links):
    lost = [(ticket, a) for ticket, a in acks if stored.get(a["seq"]) != (ticket, a["item"], a["no"], a["response"])]
    if lost:
        raise Failed(f"{len(acks)} 次确认中有 {len(lost)} 条答案丢失 / {len(lost)} of {len(acks)} acknowledged answers are not in "
                     f"the evidence, among them {lost[0]}")
    for ticket, ack in acks:
        if ack["link"] and ack["link"] != links[ack["seq"]]:
            raise Failed(f"{ticket}: 确认中的链值与证据不符 / the ack's link is not the evidence's: {ack}")


def check_receipts(ledgers, links):
    for ledger in ledgers:
        for ended in ledger.all("ended"):
            receipt = json.loads(ended["receipt"])
            if links.get(receipt["seq"]) != receipt["link"]:
                raise Failed(f"{ledger.ticket}: 回执与证据不符 / the receipt does not fit the evidence: {receipt}")


def check_nothing_invented(stored, known):
    seen = set()
    for ticket, item, no, response in stored.values():
        key = comparable(ticket, {"item": item, "no": no, "response": response})
        if key not in known:
            raise Failed(f"证据中有无人给出的答案 / nobody gave this answer: {key}")
        if (ticket, no) in seen:
            raise Failed(f"同一答案两次入账 / the same answer stands twice: {key}")
        seen.add((ticket, no))


def check_all(evidence, clients, ledgers=()):
    """Every acknowledged answer is in the evidence at its place, with the link that was told; it holds none twice
    and none that nobody gave; receipts fit. Returns how many acknowledgements there were."""
    stored = stored_answers(evidence)
    links = {event["seq"]: event["link"] for event in events_of(evidence)}
    acks = list(acknowledged_to(clients, ledgers))
    check_nothing_lost(acks, stored, links)
    check_receipts(ledgers, links)
    check_nothing_invented(stored, given_by(clients, ledgers))
    return len(acks)
