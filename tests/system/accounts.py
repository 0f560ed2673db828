#!/usr/bin/env python3
"""Accounts of staff through examctl: passwords typed, from files, drawn; second factors; grants, their mistakes all at once;
and a record of who changed what, and of who signed in and who could not, in the journal. No password or secret stays anywhere
but on the one screen that it was shown on."""
import base64
import csv
import hashlib
import hmac
import json
import os
import pty
import sqlite3
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from exam_site import CERTIFICATE, Failed, main  # noqa: E402

PASSWORD = "kzwm4tqpxvae"


def expect(condition, what):
    if not condition:
        raise Failed(what)


def refused(site, *arguments, status=1, ids=()):
    """Ends with that status and names exactly these problems."""
    done = site.examctl(*arguments, check=False)
    expect(getattr(done, "returncode", 0) == status, f"{arguments}: 应以 {status} 退出 / exit code {status} expected: {done}")
    said = json.loads(done.stderr[: done.stderr.rindex("}\n{") + 1] if "}\n{" in done.stderr else done.stderr)
    got = [p["id"] for p in said["problems"]] if "problems" in said else [said["error"]]
    expect(sorted(got) == sorted(ids), f"{arguments}: {got} 而非 / instead of {list(ids)}")


def with_input(site, text, *arguments):
    command = [site.bin / "examctl", "-d", site.folder, "--json", *arguments]
    return subprocess.run([str(a) for a in command], input=text, capture_output=True, text=True, timeout=60)


def typed(site, lines, *arguments):
    """At a terminal of its own; what that terminal has shown, and the exit code."""
    command = [str(a) for a in (site.bin / "examctl", "-d", site.folder, *arguments)]
    child, terminal = pty.fork()
    if child == 0:
        os.execv(command[0], command)
    shown = b""
    deadline = time.monotonic() + 30
    for asked, line in enumerate(lines, 1):
        while shown.count(b": ") < asked and time.monotonic() < deadline:
            shown += os.read(terminal, 1024)
        os.write(terminal, line.encode() + b"\n")
    try:
        while chunk := os.read(terminal, 1024):
            shown += chunk
    except OSError:
        pass
    os.close(terminal)
    return shown.decode(), os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def by_login(site):
    return {a["account"]: a for a in site.examctl("account", "list")}


def database(site):
    return sqlite3.connect(f"file:{site.folder / 'data' / 'catalogue.db'}?mode=ro", uri=True)


def stored(site, login, column):
    with database(site) as db:
        return db.execute(f"SELECT {column} FROM account WHERE login = ?", (login,)).fetchone()[0]


def fits(password, text):
    _, cost, salt, expected = text.split("$")
    ln, r, p = (int(part.split("=")[1]) for part in cost.split(","))
    made = hashlib.scrypt(password.encode(), salt=base64.b64decode(salt), n=1 << ln, r=r, p=p, dklen=32, maxmem=1 << 28)
    return made == base64.b64decode(expected)


def passwords(site):
    drawn = site.examctl("account", "add", "Zhao.Example", "--name", "样例监考甲", "--draw", "--by", "考务样例")
    expect(drawn["account"] == "zhao.example" and drawn["by"] == "考务样例", f"新建的答复 / answer to add: {drawn}")
    expect(fits(drawn["password"], stored(site, "zhao.example", "password")), "显示的口令与存储的散列不符 / the password shown is not the one stored")
    file = site.work / "口令"
    file.write_text(PASSWORD + "\nsecond line\n")
    site.examctl("account", "add", "qian", "--name", "样例监考乙", "--password-file", file)
    expect(fits(PASSWORD, stored(site, "qian", "password")), "文件中的口令 / the password of the file")
    done = with_input(site, "another long word\n", "account", "password", "qian", "--password-file", "-")
    expect(done.returncode == 0 and fits("another long word", stored(site, "qian", "password")), f"标准输入 / standard input: {done}")
    shown, status = typed(site, ["typed at a terminal"] * 2, "account", "password", "QIAN")
    expect(status == 0 and fits("typed at a terminal", stored(site, "qian", "password")), f"终端输入 / typed: {status} {shown}")
    expect("typed at" not in shown, f"口令出现在屏幕上 / the password was on the screen: {shown}")
    shown, status = typed(site, ["typed at a terminal", "something else"], "account", "password", "qian")
    expect(status == 2 and fits("typed at a terminal", stored(site, "qian", "password")), f"两次不同 / twice different: {status} {shown}")
    expect(stored(site, "qian", "epoch") == 3, "更改口令须结束登录 / a new password must end sessions")
    return drawn["password"]


def bad_accounts(site):
    before = by_login(site)
    bad = site.work / "坏口令"
    bad.write_text("short\n")
    refused(site, "account", "add", "赵", "--name", "  ", "--password-file", bad, ids=["bad_login", "bad_name", "password_too_short"])
    refused(site, "account", "add", "QIAN", "--name", "样例", "--draw", ids=["login_taken"])
    bad.write_text("sun.example.1\n")
    refused(site, "account", "add", "sun.example", "--name", "样例", "--password-file", bad, ids=["password_names_account"])
    bad.write_text("123456789012\n")
    refused(site, "account", "password", "qian", "--password-file", bad, ids=["password_too_common"])
    refused(site, "account", "add", "sun", "--name", "样例", "--password-file", site.work / "none", status=3, ids=["file_missing"])
    refused(site, "account", "password", "nobody", "--draw", status=4, ids=["no_such_account"])
    expect(site.examctl("account", "add", "sun", "--name", "x", "--draw", "--password-file", bad, check=False).returncode == 2, "两个来源 / two sources")
    expect(by_login(site) == before, "被拒绝的命令改动了账号 / a refused command changed an account")


def second_factor(site):
    shown = site.examctl("account", "totp", "qian")
    secret = base64.b32decode(shown["secret"])
    expect(len(secret) == 20 and f"secret={shown['secret']}&" in shown["uri"] and "Examhall:qian?" in shown["uri"], f"动态码 / second factor: {shown}")
    expect(by_login(site)["qian"]["second_factor"], "列表应显示动态码 / the list must show the second factor")
    sealed = stored(site, "qian", "totp_sealed")
    expect(len(sealed) == 48 and secret not in sealed, "动态码密钥须加密存放 / the secret must be sealed")
    expect(site.examctl("account", "totp", "qian")["secret"] != shown["secret"], "每次应为新密钥 / each time a new secret")
    site.examctl("account", "totp", "qian", "--remove")
    expect(not by_login(site)["qian"]["second_factor"], "取消后仍有动态码 / still there after removal")
    expect(hmac.compare_digest(stored(site, "qian", "totp_sealed"), b""), "取消后仍有密钥 / a secret is left")
    return shown["secret"]


def batch_with_rooms(site):
    roster = site.work / "名单.csv"
    site.examctl("batch", "add", "--code", "ROOMS", "--title", "系统测试", "--certificate", CERTIFICATE, "--level", "初级",
                 "--start", "+600s", "--end", "+1200s", "--paper", site.paper()["paper"])
    with open(roster, "w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([["姓名", "证件类型", "证件号码", "考点", "考场", "座位号"],
                                   ["示例一", "其他", "SAMPLE1", "一号楼", "301", "1"], ["示例二", "其他", "SAMPLE2", "二号楼", "302", "1"]])
    site.examctl("roster", "import", "ROOMS", roster)


def grants(site):
    grant = ("account", "grant", "qian")
    first = site.examctl(*grant, "--role", "proctor", "--batch", "ROOMS", "--site", "一号楼", "--room", "301")
    expect((first["role"], first["batch"], first["site"], first["room"]) == ("proctor", "ROOMS", "一号楼", "301"), f"授权 / grant: {first}")
    site.examctl(*grant, "--role", "auditor", "--all-batches")
    refused(site, *grant, "--role", "auditor", "--all-batches", ids=["granted_already"])
    refused(site, *grant, "--role", "emperor", "--batch", "NONE", "--site", " x", ids=["no_such_role", "no_such_batch", "bad_value"])
    refused(site, *grant, "--role", "proctor", ids=["batch", "bad_grant"])
    refused(site, *grant, "--role", "chief", "--batch", "ROOMS", "--all-batches", "--room", "301", ids=["batch", "bad_grant"])
    refused(site, "account", "grant", "nobody", "--role", "office", "--all-batches", status=4, ids=["no_such_account"])
    for words, warning in ((["--site", "三号楼", "--room", "301"], "考点"), (["--site", "一号楼", "--room", "302"], "考场")):
        done = site.examctl(*grant, "--role", "proctor", "--batch", "ROOMS", *words, as_json=False)
        expect(warning in done.stderr and "已授权" in done.stdout, f"应提醒无人 / a warning was expected: {done}")
    listed = site.examctl("account", "grants", "qian")
    expect(len(listed) == 4 and listed[0]["account"] == "qian" and listed[1]["batch"] == "*", f"列表 / list: {listed}")
    expect(site.examctl("account", "grants", "zhao.example") == [], "另一账号不应有授权 / the other account has none")
    refused(site, "account", "revoke", "zhao.example", listed[0]["grant"], status=4, ids=["no_such_grant"])
    refused(site, "account", "revoke", "qian", status=2, ids=["which_grant"])
    site.examctl("account", "revoke", "qian", listed[0]["grant"], "--by", "考务样例")
    expect(len(site.examctl("account", "grants")) == 3, "应收回一项 / one must be gone")
    expect(len(site.examctl("account", "revoke", "qian", "--all")["revoked"]) == 3, "应全部收回 / all must be gone")


def sessions(site):
    expect(site.examctl("account", "sessions") == [], "无人登录 / nobody is signed in")
    now = int(time.time() * 1000)
    with sqlite3.connect(site.folder / "data" / "catalogue.db") as db:
        account, epoch = db.execute("SELECT id, epoch FROM account WHERE login = 'qian'").fetchone()
        for offset in (0, 31 * 60_000):
            db.execute("INSERT INTO staff_session (account, epoch, address, created_at, last_seen, expires_at) VALUES (?, ?, '192.0.2.7', ?, ?, ?)",
                       (account, epoch, now - 3_600_000, now - offset, now + 3_600_000))
    listed = site.examctl("account", "sessions", "qian")
    expect(len(listed) == 1 and listed[0]["address"] == "192.0.2.7", f"应有一次登录，过久未活动的不算 / one session, the idle one does not count: {listed}")
    expect(site.examctl("account", "sessions", "zhao.example") == [], "另一账号 / the other account")
    site.examctl("account", "sessions", "qian", "--end")
    expect(site.examctl("account", "sessions") == [], "登录应已结束 / the session must have ended")
    refused(site, "account", "sessions", "--end", status=2, ids=["which_account"])


def history(site, secrets):
    site.examctl("account", "disable", "qian", "--by", "考务样例")
    expect(by_login(site)["qian"]["disabled"], "停用 / disable")
    site.examctl("account", "enable", "qian")
    expect(not by_login(site)["qian"]["disabled"], "启用 / enable")
    record = site.examctl("account", "history", "qian")
    expect([c["what"] for c in record] == ["added", "password", "password", "totp_set", "totp_set", "totp_removed", *["granted"] * 4,
                                           *["revoked"] * 4, "signed_out", "disabled", "enabled"], f"记录 / record: {record}")
    expect(record[-2]["by"] == "考务样例" and record[6]["detail"]["room"] == "301", f"记录 / record: {record}")
    data = b"".join(f.read_bytes() for f in (site.folder / "data").iterdir() if f.is_file())
    for secret in (*secrets, PASSWORD, "typed at a terminal"):
        expect(secret.encode() not in data, "明文口令或密钥在数据目录中 / a password or secret is in the data folder")


class Door:
    """The console's way in."""

    def __init__(self, site):
        self.origin = f"https://localhost:{site.port}"
        self.tls = ssl.create_default_context(cafile=site.folder / "room" / "ca.pem")

    def ask(self, method, body=None, cookie=""):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.origin + "/console/session", method=method, data=data)
        for name, value in (("Origin", self.origin), ("Content-Type", "application/json"), ("Cookie", cookie)):
            request.add_header(name, value)
        try:
            with urllib.request.urlopen(request, context=self.tls, timeout=20) as answer:
                return answer.status, answer.headers.get("Set-Cookie", "").split(";")[0]
        except urllib.error.HTTPError as error:
            return error.code, ""

    def sign_in(self, account, password):
        return self.ask("POST", {"account": account, "password": password})


def log(site, *arguments):
    return site.examctl("account", "log", *arguments)


def until_logged(site, what, wanted, patience=20):
    end = time.monotonic() + patience
    while not wanted(entries := log(site)):
        if time.monotonic() > end:
            raise Failed(f"日志中没有 / not in the log: {what}: {entries}")
        time.sleep(0.1)


def changes(site):
    return [(e["body"]["change"], e["account"], e["body"]["what"]) for e in log(site) if e["kind"] == "account_changed"]


def recorded(site):
    with database(site) as db:
        return db.execute("SELECT c.id, login, what FROM account_change c JOIN account a ON a.id = c.account ORDER BY c.id").fetchall()


def record_in_the_journal(site, password):
    """Who came in, who did not and why, whose session ended, who changed whom: each once, over a crash too."""
    site.start_server()
    until_logged(site, "启动前的变更 / changes from before the start", lambda _: changes(site) == recorded(site))
    ended = [e for e in log(site, "qian") if e["kind"] == "staff_session_ended"]
    expect({e["what"] for e in ended} == {"revoked"} and len(ended) == 2, f"启动前结束的登录 / sessions that ended before: {ended}")
    door, slip = Door(site), "typed-in-the-wrong-field"
    status, cookie = door.sign_in("ZHAO.example", password)
    expect(status == 200, f"未能登录 / could not sign in: {status}")
    # What is not on record has not happened: the answer comes after the event.
    session = next(e for e in log(site, "zhao.example") if e["kind"] == "staff_signed_in")
    expect(session["address"] == "127.0.0.1" and session["session"] > 0, f"登录的记录 / the sign-in on record: {session}")
    expect([door.sign_in("qian", "wrong password 1")[0] for _ in range(5)] == [401, 401, 401, 429, 429], "节流 / the throttle")
    expect(door.sign_in(slip, "x")[0] == 401, "没有这个账号 / there is no such account")
    expect(door.ask("DELETE", cookie=cookie)[0] == 204, "退出 / sign out")
    refused_ones = [(e["account"], e["what"]) for e in log(site) if e["kind"] == "sign_in_refused"]
    expect(refused_ones == [("qian", "wrong_password")] * 3 + [("", "unknown_account")], f"被拒的登录 / refused sign-ins: {refused_ones}")
    until_logged(site, "退出 / the sign-out", lambda all_of: any(e["kind"] == "staff_session_ended" and e["session"] == session["session"] and
                                                              e["what"] == "signed_out" for e in all_of))
    site.examctl("account", "grant", "zhao.example", "--role", "auditor", "--all-batches", "--by", "考务样例")
    until_logged(site, "授权 / the grant", lambda _: changes(site) == recorded(site))
    expect(log(site)[-1]["by"] == "考务样例" and log(site, "考务样例")[-1]["account"] == "zhao.example", "操作人 / who did it")
    site.kill_server()
    site.examctl("account", "disable", "zhao.example", "--by", "考务样例")
    site.start_server()
    until_logged(site, "停机时的变更 / a change while it was away", lambda _: changes(site) == recorded(site))
    expect([door.sign_in("qian", "wrong password 1")[0] for _ in range(5)] == [401, 401, 401, 429, 429], "节流 / the throttle")
    expect(door.sign_in("zhao.example", password)[0] == 401, "停用的账号 / a disabled account")
    expect(any(e["what"] == "disabled" for e in log(site, "zhao.example") if e["kind"] == "sign_in_refused"), "停用的原因 / why refused")
    expect(site.stop_server() == 0, "服务器未正常停止 / the server did not stop in order")
    check_sums_and_filters(site)
    site.server = None
    words = (site.folder / "data" / "journal.db").read_bytes() + (site.work / "server.log").read_bytes()
    for secret in (password, "wrong password 1", cookie.split("=")[1], slip):
        expect(secret.encode() not in words, f"日志中有不该有的内容 / in a log that must not hold it: {secret}")


def check_sums_and_filters(site):
    entries = log(site)
    expect(changes(site) == recorded(site), "停止之后 / after the stop")
    sums = [e["body"]["counts"] for e in entries if e["kind"] == "sign_ins_refused"]
    expect(sums == [{"too_many_attempts": 2}], f"节流所拒，合为一条 / what the throttle refused, in one event: {sums}")
    expect([e["seq"] for e in entries] == sorted({e["seq"] for e in entries}), "次序 / the order")
    none, middle = log(site, "--until", "2020-01-01 00:00"), entries[len(entries) // 2]["at"]
    expect(none == [] and log(site, "--since", middle) == [e for e in entries if e["at"] >= middle], "按时间查看 / by time")
    refused(site, "account", "log", "--since", "yesterday", status=2, ids=["bad_value"])
    shown = site.examctl("account", "log", as_json=False).stdout
    expect("登录被拒" in shown and "链完整" in shown, f"列表 / the list: {shown}")


def run(site, _):
    site.make()
    drawn = passwords(site)
    bad_accounts(site)
    secret = second_factor(site)
    batch_with_rooms(site)
    grants(site)
    sessions(site)
    history(site, [drawn, secret])
    record_in_the_journal(site, drawn)
    print("账号、动态码、授权与记录相符 / accounts, second factors, grants and their record are as they should be")


if __name__ == "__main__":
    sys.exit(main(run, __doc__))
