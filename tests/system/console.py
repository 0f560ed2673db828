#!/usr/bin/env python3
"""The console by its protocol, with the real programs: who signs in, what a room's proctor sees and what not, acts that
reach the candidate and the evidence, acts whose answer is lost with the line or with the server, a history without
answers, and grants that are taken back while the page is open."""
import asyncio
import json
import ssl
import sys
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

import jsonschema
import websockets

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from exam_site import Failed, events_of, main, report_of  # noqa: E402

SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "docs" / "console.schema.json").read_text())
PEOPLE, ROOM_OF_ZHAO = 33, 30  # thirty to a room


def checker(part):
    return jsonschema.Draft202012Validator({**SCHEMA, "oneOf": [{"$ref": f"#/$defs/{part}"}]})


FROM_PAGE, FROM_SERVER = checker("page_message"), checker("server_message")


def expect(condition, what):
    if not condition:
        raise Failed(what)


class Door:
    """The console's HTTPS."""

    def __init__(self, site):
        self.site, self.origin = site, f"https://localhost:{site.port}"
        self.tls = ssl.create_default_context(cafile=site.folder / "room" / "ca.pem")

    def ask(self, method, path, body=None, cookie=None, origin=None):
        request = urllib.request.Request(self.origin + path, method=method, data=None if body is None else json.dumps(body).encode())
        request.add_header("Origin", self.origin if origin is None else origin)
        request.add_header("Content-Type", "application/json")
        if cookie:
            request.add_header("Cookie", cookie)
        try:
            with urllib.request.urlopen(request, context=self.tls, timeout=20) as answer:
                return answer.status, answer.headers, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.headers, error.read().decode()

    def sign_in(self, account, password):
        status, headers, body = self.ask("POST", "/console/session", {"account": account, "password": password})
        expect(status == 200, f"{account} 未能登录 / could not sign in: {status} {body}")
        return headers["Set-Cookie"].split(";")[0]


class Page:
    """What a page knows: nothing but what it was sent."""

    def __init__(self, door, cookie):
        self.door, self.cookie, self.rows, self.heard, self.raw = door, cookie, {}, [], ""
        self.close_code, self.no, self.wrong = None, 0, None

    async def open(self):
        address = self.door.origin.replace("https", "wss") + "/console/feed"
        self.socket = await websockets.connect(address, ssl=self.door.tls, subprotocols=["examhall.console.v1"], origin=self.door.origin,
                                               extra_headers={"Cookie": self.cookie}, max_size=1 << 24, compression=None)
        self.reading = asyncio.ensure_future(self.read())

    async def read(self):
        try:
            async for frame in self.socket:
                self.raw += frame
                self.hear(json.loads(frame))
        except websockets.ConnectionClosed:
            pass
        except jsonschema.ValidationError as wrong:
            self.wrong = f"与 console.schema.json 不符 / not as the schema says: {wrong.message}"
        self.close_code = self.socket.close_code

    def hear(self, message):
        FROM_SERVER.validate(message)
        self.heard.append(message)
        if message["type"] == "seats":
            self.rows.update({row["ticket"]: row for row in message["rows"]})
        if message["type"] == "change":
            for ticket, members in message["rows"]:
                self.rows.setdefault(ticket, {}).update(members)

    async def say(self, **message):
        FROM_PAGE.validate(message)
        await self.socket.send(json.dumps(message))

    async def until(self, what, ready, patience=20):
        end = time.monotonic() + patience
        while not ready():
            expect(self.wrong is None, self.wrong)
            if time.monotonic() > end:
                raise Failed(f"没有等到 / did not come: {what}")
            await asyncio.sleep(0.02)

    async def watch(self, code):
        await self.say(type="watch", batch=code)
        await self.until("座位表 / the seats", lambda: any(m["type"] == "seats_end" for m in self.heard))

    async def ask(self, message, **members):
        self.no += 1
        no = self.no
        if message in ("act", "approve"):
            members = {"batch": "CON", "key": str(uuid.uuid4()), **members}  # a key that is given is meant to be the same again
        await self.say(type=message, no=no, **members)
        await self.until(f"{message} {members}", lambda: any(m.get("no") == no for m in self.heard))
        return next(m for m in self.heard if m.get("no") == no)

    async def act(self, kind, scope, target, **more):
        return await self.ask("act", kind=kind, scope=scope, target=target, reason="系统测试", **more)


def account(site, name, *grant):
    password = site.examctl("account", "add", name, "--name", f"{name} 老师", "--draw", "--by", "测试")["password"]
    site.examctl("account", "grant", name, *grant, "--by", "测试")
    return password


def check_door(door, password):
    """Nobody comes in but by the front."""
    wrong = [door.ask("POST", "/console/session", {"account": a, "password": "wrong-password-1"})[::2] for a in ("zhao", "nobody")]
    expect(wrong[0] == wrong[1] and wrong[0][0] == 401, f"答复应一致 / the answers must be the same: {wrong}")
    right = {"account": "zhao", "password": password}
    expect(door.ask("POST", "/console/session", right, origin="https://evil.example")[0] == 403, "其他来源 / another origin")
    expect(door.ask("GET", "/console/feed")[0] in (401, 426), "未登录 / not signed in")
    status, headers, page = door.ask("GET", "/console/", origin="")
    expect(status == 200 and "<script" in page and "unsafe" not in headers["Content-Security-Policy"], f"页面 / the page: {status}")


async def proctor(site, door, cookie, tickets, clients):
    page = Page(door, cookie)
    await page.open()
    await page.watch("CON")
    mine, other = tickets[0]["ticket"], tickets[-1]["ticket"]
    expect(set(page.rows) == {t["ticket"] for t in tickets[:ROOM_OF_ZHAO]}, f"看到的人不对 / sees others: {len(page.rows)}")
    await page.until("答题进度 / progress", lambda: page.rows[mine]["answered"] > 0, 40)

    expect((await page.act("pause", "person", mine))["state"] == "applied", "暂停 / pause")
    await page.until("暂停的状态 / the pause in the row", lambda: page.rows[mine]["status"] == "paused")
    expect((await page.act("resume", "person", mine))["state"] == "applied", "恢复 / resume")
    expect((await page.act("extend", "room", page_place(page, mine), time=60000)).get("id") == "forbidden", "监考员不能延时 / a proctor cannot extend")
    for kind, scope, target in (("pause", "person", other), ("pause", "room", "虚构考点/2考场"), ("timeline", None, other)):
        answer = await (page.ask("timeline", ticket=target) if kind == "timeline" else page.act(kind, scope, target))
        expect(answer.get("id") == "no_such_candidate", f"另一考场应不存在 / another room must not exist: {answer}")
    said = await page.act("message", "room", page_place(page, mine))
    expect(said["state"] == "applied" and said["affected"] == ROOM_OF_ZHAO, f"消息 / message: {said}")
    await page.until("消息送达 / delivery", lambda: page.rows[mine]["delivered"] == 1)

    history = await page.ask("timeline", ticket=mine)
    kinds = [e["kind"] for e in history["events"]]
    expect({"registered", "seated", "begun", "answered", "paused", "resumed", "notified"} <= set(kinds), f"经过 / history: {kinds}")
    expect(next(e for e in history["events"] if e["kind"] == "paused")["by"] == "zhao", "暂停者 / who paused")
    notices = {e["kind"]: e.get("notice") for e in history["events"] if e["kind"] in ("notified", "notice_delivered")}
    expect(notices == {"notified": 1, "notice_delivered": 1}, f"哪一条通知 / which notice: {notices}")
    expect("response" not in page.raw, "答案不应出现 / answers must not be shown")
    for foreign in tickets[ROOM_OF_ZHAO:]:
        expect(foreign["ticket"] not in page.raw and "2考场" not in page.raw, "看到了另一考场 / another room was seen")
    return page


def page_place(page, ticket):
    return f"{page.rows[ticket]['site']}/{page.rows[ticket]['room']}"


async def unheard(door, cookie, message, then, **members):
    """Sent over a line of its own on which no answer is read; `then` says how that line ends."""
    page = Page(door, cookie)
    await page.open()
    await page.watch("CON")
    page.reading.cancel()
    await page.say(type=message, no=1, batch="CON", reason="系统测试", **members)
    await then()
    page.socket.transport.abort()


async def asked_again(door, cookie, message, **members):
    """Over the next line, twice, for the first may still be under way."""
    page = Page(door, cookie)
    await page.open()
    await page.watch("CON")
    answers = await asyncio.gather(*(page.ask(message, reason="系统测试", **members) for _ in range(2)))
    told = [{name: value for name, value in answer.items() if name != "no"} for answer in answers]
    expect(told[0] == told[1] and told[0].get("state") in ("applied", "awaiting_second"), f"再次发送的答复 / asked again: {told}")
    return page, told[0]


# What staff do in this batch, in order: zhao in the room; what is done once; what the office does.
ACTS = [("pause", "zhao"), ("resume", "zhao"), ("message", "zhao"),
        ("extend", "sun"), ("propose", "sun"), ("approve", "wu"), *[("message", "sun")] * 4,
        ("extend", "sun"), ("propose", "sun"), ("approve", "wang"), ("incident", "sun")]


async def done_once(site, door, sun, wu, ticket):
    """An act is done once under its key, over whatever lines it comes and however often the server is killed."""
    witness = Page(door, sun)
    await witness.open()
    await witness.watch("CON")
    before, sent = witness.rows[ticket]["ends_at"], witness.rows[ticket]["sent"]

    def moved(by):
        return lambda: witness.until("新的结束时间 / the new end", lambda: witness.rows[ticket]["ends_at"] == before + by)

    extend = {"key": str(uuid.uuid4()), "kind": "extend", "scope": "person", "target": ticket, "time": 1000}
    await unheard(door, sun, "act", moved(1000), **extend)
    await asked_again(door, sun, "act", **extend)
    asked = await witness.act("extend", "batch", "", time=1000)
    approve = {"key": str(uuid.uuid4()), "yes": True}
    await unheard(door, wu, "approve", moved(2000), request=asked["request"], **approve)
    # The page does not find the request any more, for it has been decided: by this very act.
    await asked_again(door, wu, "approve", request=0, **approve)
    # Acts are done one after the other: a second time would be in the rows before this one is.
    await witness.act("message", "person", ticket)
    await witness.until("之后的消息 / the message after it", lambda: witness.rows[ticket]["sent"] == sent + 1)
    expect(witness.rows[ticket]["ends_at"] == before + 2000, f"补时不止一次 / more than once: {witness.rows[ticket]['ends_at'] - before}")
    sent += 1
    for round_, patience in enumerate((0, 0.005, 0.05)):
        async def killed():
            await asyncio.sleep(patience)
            site.kill_server()
        said = {"key": str(uuid.uuid4()), "kind": "message", "scope": "person", "target": ticket}
        await unheard(door, sun, "act", killed, **said)
        site.start_server()
        page, answer = await asked_again(door, sun, "act", **said)
        expect(answer["affected"] == 1, f"消息 / the message: {answer}")
        await page.until("消息计数 / the messages", lambda: page.rows[ticket]["sent"] >= sent + round_ + 1)
        expect(page.rows[ticket]["sent"] == sent + round_ + 1, f"消息发了两次 / told twice: {page.rows[ticket]['sent']}")


async def through_a_crash(site, door, cookie, tickets):
    """The session outlives the server, and so does what was announced."""
    site.kill_server()
    site.start_server()
    page = Page(door, cookie)
    await page.open()
    await page.watch("CON")
    mine = page.rows[tickets[0]["ticket"]]
    expect(mine["sent"] == 1 and mine["delivered"] == 1, f"重启后 / after the restart: {mine}")
    await page.until("重新答题 / answering again", lambda: page.rows[tickets[0]["ticket"]]["online"], 30)
    return page


async def office(site, door, cookie, wang, tickets, zhao):
    page = Page(door, cookie)
    await page.open()
    await page.watch("CON")
    expect(len(page.rows) == PEOPLE, f"考务应看到全部 / the office sees all: {len(page.rows)}")
    last = tickets[-1]["ticket"]
    before = page.rows[last]["ends_at"]
    expect((await page.act("extend", "person", last, time=3000))["state"] == "applied", "延时 / extend")
    await page.until("新的结束时间 / the new end", lambda: page.rows[last]["ends_at"] == before + 3000)
    await what_two_decide(door, wang, page, last)
    done = [deed for deed in await deeds(page) if deed[0] not in ("forbidden", "outside_grants")]
    expect(done == ACTS, f"谁做了什么 / who did what: {done}")
    own = await deeds(zhao)
    expect(own == done[:3], f"只看到本考场的 / of the own room only: {own}")
    site.examctl("account", "revoke", "zhao", "--all", "--by", "测试")
    # At once, before any look at the accounts: it must not be in the evidence.
    await zhao.say(type="act", no=900_000, batch="CON", key=str(uuid.uuid4()), kind="pause", scope="person", target=tickets[0]["ticket"], reason="已被收回授权")
    await zhao.until("收回授权 / the revocation", lambda: zhao.close_code == 4011, 5)
    site.examctl("account", "sessions", "sun", "--end", "--by", "测试")
    await page.until("结束登录 / the end of the session", lambda: page.close_code == 4010, 5)
    expect(door.ask("POST", "/console/session/renewal", cookie=cookie)[0] == 401, "已结束的登录 / an ended session")


async def what_two_decide(door, wang, page, last):
    """Time for the batch: the page asks, nobody's clock moves, a second person approves. And a note for the record."""
    before = page.rows[last]["ends_at"]
    asked = await page.act("extend", "batch", "", time=2000)
    expect((asked["state"], asked["affected"], asked["request"]) == ("awaiting_second", 0, 1), f"等待第二人 / a second person: {asked}")
    await page.until("待批的请求 / the open request", lambda: any(m["type"] == "requests" and m["open"] for m in page.heard))
    waiting = [m["open"] for m in page.heard if m["type"] == "requests"][-1][0]
    expect((waiting["request"], waiting["mine"], waiting["may_approve"]) == (asked["request"], True, False), f"请求 / the request: {waiting}")
    own = await page.ask("approve", request=asked["request"], yes=True, reason="系统测试")
    expect(own.get("id") == "own_request" and page.rows[last]["ends_at"] == before, f"自己批准 / by oneself: {own}")
    other = Page(door, wang)
    await other.open()
    await other.watch("CON")
    await other.until("第二人看到请求 / the second person sees it", lambda: any(m["type"] == "requests" for m in other.heard))
    shown = next(m["open"] for m in other.heard if m["type"] == "requests")[0]
    expect((shown["mine"], shown["may_approve"]) == (False, True), f"第二人的请求 / the request there: {shown}")
    yes = await other.ask("approve", request=shown["request"], yes=True, reason="系统测试")
    expect(yes["state"] == "applied", f"批准 / the approval: {yes}")
    await other.socket.close()
    await page.until("批准之后 / the approval", lambda: page.rows[last]["ends_at"] == before + 2000 and [m["open"] for m in page.heard if m["type"] == "requests"][-1] == [])
    expect((await page.act("incident", "person", last, category="technical"))["state"] == "applied", "记录 / an incident")
    await page.until("记录 / the incident", lambda: any(m["type"] == "incidents" and m["all"][0]["target"] == last for m in page.heard))
    expect([m["type"] for m in page.heard].count("incidents_end") == 1, "记录的结尾 / the end of the record")


async def deeds(page):
    """Who did what, as far as this page may know."""
    await page.say(type="deeds")
    await page.until("操作记录 / the deeds", lambda: any(m["type"] == "deeds" and "more" in m for m in page.heard))
    return [(d["act"], d["by"]) for m in page.heard if m["type"] == "deeds" for d in m["all"]]


async def histories(door, cookie, tickets):
    """ticket → all entries, as the console shows them once the batch is over."""
    page = Page(door, cookie)
    await page.open()
    await page.watch("CON")
    told = {}
    for ticket in tickets:
        told[ticket], before = [], {}
        while True:
            answer = await page.ask("timeline", ticket=ticket, **before)
            told[ticket] = answer["events"] + told[ticket]
            if not answer["more"]:
                break
            before = {"before": answer["events"][0]["seq"]}
    return told


def compare_with_the_file(site, door, cookie, evidence, tickets):
    """The auditor, who has nothing but the file, sees what the console shows, entry by entry."""
    told = asyncio.run(histories(door, cookie, tickets))
    for ticket, entries in told.items():
        read = site.examctl("evidence", "timeline", evidence, "--ticket", ticket, "--key", site.public_key)
        expect([(e["text"], e["amount"]) for e in entries if e["kind"] == "batch_extended"] == [("系统测试", 1000), ("系统测试", 2000)],
               f"{ticket}: 经过中没有全批次补时 / the timeline lacks the time for everybody: {entries}")
        expect(len(entries) > 3 and read["events"] == entries,
               f"{ticket}: 证据中的经过与控制台不同 / the file tells it otherwise:\n{read['events']}\n{entries}")
    forged = site.work / "forged.jsonl"
    forged.write_bytes(evidence.read_bytes().replace("系统测试".encode(), "系统测验".encode()))
    shown = site.examctl("evidence", "timeline", forged, "--ticket", tickets[0], as_json=False, check=False)
    expect(shown.returncode == 1 and "翻到" not in shown.stdout and tickets[0] not in shown.stdout,
           f"被改动的文件不应显示 / an altered file must not be shown: {shown.returncode}\n{shown.stdout}")
    return site.examctl("evidence", "timeline", evidence)["events"]


def run(site, options):
    site.make()
    tickets = site.batch("CON", site.paper()["paper"], "+6s", "+60s", PEOPLE, "--grace", "1s")
    password = account(site, "zhao", "--role", "proctor", "--batch", "CON", "--site", "虚构考点", "--room", "1考场")
    sun = account(site, "sun", "--role", "office", "--all-batches")
    wu = account(site, "wu", "--role", "office", "--batch", "CON")
    li = account(site, "li", "--role", "auditor", "--batch", "CON")
    wang = account(site, "wang", "--role", "office", "--all-batches")
    site.start_server()
    clients = [site.client(t, f"PC-{i}", "--random", "--until-deadline", "--seed", i, "--think", "100..300")
               for i, t in enumerate((tickets[0], tickets[1], tickets[-1]))]
    door = Door(site)
    check_door(door, password)
    cookie, office_cookie = door.sign_in("zhao", password), door.sign_in("sun", sun)

    async def all_of_it():
        await proctor(site, door, cookie, tickets, clients)
        await done_once(site, door, office_cookie, door.sign_in("wu", wu), tickets[-1]["ticket"])
        zhao = await through_a_crash(site, door, cookie, tickets)
        await office(site, door, office_cookie, door.sign_in("wang", wang), tickets, zhao)
    asyncio.run(all_of_it())

    for client in clients:
        client.wait(90)
        expect(report_of(client).get("ended"), f"{client.folder}: 没有收卷 / not collected")
    site.wait_until_graded(["CON"])
    evidence, _ = site.evidence("CON")
    acts = [(e["body"]["kind"], e["body"]["by"]) for e in events_of(evidence) if e["kind"] == "acted"]
    expect(acts == ACTS, f"证据中的操作 / acts in the evidence: {acts}")
    timeline = compare_with_the_file(site, door, door.sign_in("li", li), evidence, [t["ticket"] for t in (tickets[0], tickets[1], tickets[2], tickets[-1])])
    shown = [(e["act"], e["by"], e["text"], e["scope"], e["target"], e["affected"]) for e in timeline if e["kind"] == "acted"]
    expect([a[:3] for a in shown] == [(kind, by, "系统测试") for kind, by in acts], f"批次的经过 / the batch's timeline: {shown}")
    expect(shown[0][3:] == ("person", tickets[0]["ticket"], 1) and shown[2][5] == ROOM_OF_ZHAO, f"对象与人数 / upon whom, how many: {shown}")
    noted = {(e["act"], e["by"], e["text"].split()[0]) for e in timeline if e["kind"] == "noted"}
    # The act after the revocation is on record too, unless the page had been closed before it came.
    expect(noted - {("forbidden", "zhao", "pause")} == {("forbidden", "zhao", "extend"), ("outside_grants", "zhao", "pause"), ("outside_grants", "zhao", "timeline")},
           f"越权的尝试 / what was not allowed: {noted}")
    record = site.examctl("account", "log", "zhao")
    expect({"forbidden", "outside_grants", "staff_signed_in", "sign_in_refused"} <= {e["kind"] for e in record}, f"账号的记录 / the account's record: {record}")
    expect(all(e["batch"] == "CON" for e in record if e["kind"] == "forbidden"), "批次 / the batch")
    ended = [(e["account"], e["what"]) for e in site.examctl("account", "log") if e["kind"] == "staff_session_ended"]
    expect(ended == [("sun", "revoked")], f"结束的登录 / sessions that ended: {ended}")
    log = (site.work / "server.log").read_text(errors="replace")
    expect(not any(secret in log for secret in (password, sun, wu, li, wang, cookie.split("=")[1])), "日志中有秘密 / a secret in the log")


if __name__ == "__main__":
    sys.exit(main(run, __doc__))
