#!/usr/bin/env python3
"""The client in another language (tests/second_client) sits a batch: its line is cut before and after its answers were
stored, the server is stopped and started, one hands in and one is collected. What it gave, what it was told and what
the evidence holds are the same."""
import json
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from exam_site import Failed, ROOT, events_of, main, stored_answers  # noqa: E402

OPENS, LASTS, HAND_IN_AFTER = 6, 30, 14
HABITS = [["--cut", "9:0", "--cut", "20:0.6"], ["--cut", "15:0.6", "--until-deadline"], []]


def run(site, options):
    site.make()
    tickets = site.batch("SECOND", site.paper()["paper"], f"+{OPENS}s", f"+{OPENS + LASTS}s", len(HABITS), "--grace", "1s",
                         "--hand-in-after", f"{HAND_IN_AFTER}s")
    opens = time.monotonic() + OPENS
    site.start_server()
    clients = [start(site, ticket, i) for i, ticket in enumerate(tickets)]
    wait_for_cuts(clients, until=opens + HAND_IN_AFTER - 2)  # a stop under way at a cut would hide it
    if site.stop_server() != 0:
        raise Failed(f"服务器退出码 / the server's exit code {site.server.returncode}")
    site.start_server()
    for client in clients:
        if client.wait(90) != 0:
            raise Failed(f"{client.ticket}：见 / see {client.folder / 'log'}\n" + (client.folder / "log").read_text()[-2000:])
    site.wait_until_graded(["SECOND"])
    evidence, _ = site.evidence("SECOND")
    for client in clients:
        check(client, evidence)
    check_way(clients)


def wait_for_cuts(clients, until):
    while any((c.folder / "log").read_text().count("closed 1006") < len(c.cuts) for c in clients):
        if time.monotonic() > until:
            raise Failed("断线太迟，交卷已开始 / the lines were cut so late that papers are being handed in")
        time.sleep(0.05)


def start(site, ticket, place):
    folder = site.work / "second" / ticket["ticket"]
    folder.mkdir(parents=True)
    command = ["/usr/bin/python3", ROOT / "tests" / "second_client" / "second_client.py", "--server", f"localhost:{site.port}",
               "--ca", site.folder / "room" / "ca.pem", "--public-key", site.public_key, "--ticket", ticket["ticket"],
               "--machine", f"S-{place}", "--journal", folder / "answers.json", "--report", folder / "report.json",
               "--seed", place, "--think", "120", *HABITS[place]]
    with open(folder / "log", "wb") as log:
        client = subprocess.Popen([str(c) for c in command], stdin=subprocess.PIPE, stdout=log, stderr=subprocess.STDOUT, text=True)
    client.stdin.write(ticket["code"] + "\n")
    client.stdin.close()
    client.folder, client.ticket, client.cuts = folder, ticket["ticket"], [h for h in HABITS[place] if h == "--cut"]
    return client


def check(client, evidence):
    """Every ack stands in the evidence at its place; the last answers there are the client's; the receipt names the end."""
    report = client.report = json.loads((client.folder / "report.json").read_text())
    stored = {seq: entry for seq, entry in stored_answers(evidence).items() if entry[0] == client.ticket}
    links = {event["seq"]: event["link"] for event in events_of(evidence)}
    for ack in report["acks"]:
        if stored.get(ack["seq"]) != (client.ticket, ack["item"], ack["no"], ack["response"]):
            raise Failed(f"{client.ticket}: 证据与确认不符 / the evidence has {stored.get(ack['seq'])} for {ack}")
        if ack["link"] not in ("", links[ack["seq"]]):
            raise Failed(f"{client.ticket}: 链值不符 / another link at {ack['seq']}")
    last = {item: response for _, (_, item, _, response) in sorted(stored.items())}
    if sorted([item, response] for item, response in last.items() if response is not None) != report["given"]:
        raise Failed(f"{client.ticket}: 证据中的答卷与考生所答不同 / the evidence holds other answers than were given")
    if report["receipt"]["link"] != links[report["receipt"]["seq"]]:
        raise Failed(f"{client.ticket}: 回执不指向日志 / the receipt does not name the journal's event")


def check_way(clients):
    """The test went the way it says, or it proves nothing."""
    cut, collected, plain = (client.report for client in clients)
    repeated = sum(ack["link"] == "" for client in clients for ack in client.report["acks"])
    ways = {"cut twice": cut["closes"].count(1006) >= 2, "an ack was repeated": repeated > 0,
            "the server's stop was told": plain["closes"].count(1001) == 1,
            "fences ascend": all(c.report["fences"] == sorted(set(c.report["fences"])) for c in clients),
            "the paper was kept": all(c.report["paper_ends"][1:] == [0] * (len(c.report["paper_ends"]) - 1) for c in clients),
            "closed with 4002": all(c.report["closes"][-1] == 4002 for c in clients),
            "an answer was cleared": any(a["response"] is None for a in plain["acks"]),
            "ends": (cut["receipt"]["how"], collected["receipt"]["how"]) == ("handed_in", "collected")}
    wrong = [name for name, held in ways.items() if not held]
    if wrong:
        raise Failed(f"没有走到 / did not happen: {wrong}\n" + "\n".join(str({k: c.report[k] for k in ("closes", "fences", "paper_ends", "errors")})
                                                                       for c in clients))
    print(f"第二种语言的客户端：{sum(len(c.report['acks']) for c in clients)} 次确认（{repeated} 次重复），"
          f"{sum(len(c.report['fences']) for c in clients)} 次登录，证据一致 / the second client and the evidence agree")


if __name__ == "__main__":
    sys.exit(main(run, __doc__))
