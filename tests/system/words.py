#!/usr/bin/env python3
"""Words between staff and candidates, by the real programs: a message to one, to a room, to all; who has it and who has
read it; a candidate who calls and is answered. The server is killed in between and each is there once, and so it is in
the evidence. A client that does not ask for notices sits beside them and never hears of any."""
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from exam_site import Failed, events_of, main  # noqa: E402

CALL = "键盘失灵\x1b[31m"


def said(client, event):
    """What the client said of this kind, as JSON."""
    lines = (client.folder / "log").read_text(encoding="utf-8", errors="replace").splitlines()
    return [o for o in (json.loads(x) for x in lines if x.startswith("{")) if o["event"] == event]


def wait_for(what, condition, patience=20):
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(0.1)
    raise Failed(f"没有等到 / did not come: {what}")


def message(site, *whom, text):
    return site.examctl("message", "WORDS", *whom, "--text", text, "--by", "赵")


def counts(site):
    """Of each message: candidates, there, read."""
    return [(len(m["candidates"]), sum(c["delivered"] for c in m["candidates"]), sum(c["read"] for c in m["candidates"]))
            for m in site.examctl("messages", "WORDS")]


def scripted(site, ticket, machine, steps):
    script = site.work / f"{machine}.json"
    script.write_text(json.dumps(steps, ensure_ascii=False), encoding="utf-8")
    return site.client(ticket, machine, "--json", "--script", script)


def run(site, options):
    site.make()
    tickets = site.batch("WORDS", site.paper()["paper"], "+6s", "+45s", 4, "--grace", "1s", "--hand-in-after", "0s")
    site.start_server()
    refused = site.examctl("message", "WORDS", "--all", "--text", "字" * 334, check=False)
    if refused.returncode != 2:
        raise Failed(f"过长的消息应被拒绝 / a message that is too long must be refused: {refused.stdout}{refused.stderr}")
    message(site, "--all", text="请检查桌面")  # before anybody is there

    stay = [{"answer_all": True}, {"wait_ms": 120_000}]
    reader = scripted(site, tickets[0], "PC-0", [{"read_notices": True}, *stay])
    holder = scripted(site, tickets[1], "PC-1", stay)
    caller = scripted(site, tickets[2], "PC-2", [{"call": True, "text": CALL}, *stay])
    clients = [reader, holder, caller]
    wait_for("试卷 / the paper", lambda: all(said(c, "paper") for c in clients), 30)
    message(site, "--person", tickets[0]["ticket"], text="请出示身份证")
    wait_for("呼叫 / the call", lambda: len(site.examctl("calls", "WORDS")) == 1)
    wait_for("送达与阅读 / delivery and reading", lambda: counts(site) == [(4, 3, 1), (1, 1, 1)])

    site.kill_server()
    message_later = site.examctl("message", "WORDS", "--all", "--text", "服务器已恢复", "--by", "赵", check=False)
    if message_later.returncode != 5:
        raise Failed("没有服务器时应登记请求 / without a server the request must wait")
    site.start_server()
    wait_for("恢复后的消息 / the message after the restart", lambda: counts(site) == [(4, 3, 1), (1, 1, 1), (4, 3, 1)])
    calls = site.examctl("calls", "WORDS")
    if [(c["ticket"], c["text"]) for c in calls] != [(tickets[2]["ticket"], CALL)]:
        raise Failed(f"重启后呼叫应仍在 / the call must be there after a restart: {calls}")
    shown = site.examctl("calls", "WORDS", as_json=False).stdout
    if "\x1b" in shown or "键盘失灵" not in shown:
        raise Failed(f"呼叫的文字不得操纵终端 / the text of a call must not steer the terminal: {shown!r}")
    site.examctl("answer-call", "WORDS", "--person", tickets[2]["ticket"], "--text", "马上来", "--by", "赵")
    again = site.examctl("answer-call", "WORDS", "--person", tickets[2]["ticket"], check=False)
    if again.returncode != 1 or site.examctl("calls", "WORDS"):
        raise Failed("呼叫应只被回应一次 / a call is answered once")
    wait_for("回应 / the answer", lambda: any(c["answer"] == "马上来" for c in said(caller, "call")))
    for client in clients:
        client.wait(120)
    site.wait_until_graded(["WORDS"])
    what_they_heard(clients)
    what_is_written(site)


def what_they_heard(clients):
    everybody = ["请检查桌面", "服务器已恢复"]
    for client, expected in zip(clients, ([everybody[0], "请出示身份证", everybody[1]], everybody, everybody)):
        heard = [n["notice"] for n in said(client, "notice")]
        if heard != expected:
            raise Failed(f"{client.folder}: 每条消息应恰好显示一次 / each message once: {heard}")
    if not any(c["state"] == "recorded" for c in said(clients[2], "call")):
        raise Failed("考生应得知呼叫已记录 / the candidate must hear that the call is recorded")


def what_is_written(site):
    file, _ = site.evidence("WORDS")
    kinds = [e["kind"] for e in events_of(file)]
    expected = {"notified": 9, "notice_read": 3, "proctor_called": 1, "call_answered": 1}
    found = {kind: kinds.count(kind) for kind in expected}
    if found != expected:
        raise Failed(f"证据中的事件不对 / the evidence has other events: {found}")


if __name__ == "__main__":
    sys.exit(main(run, __doc__))
