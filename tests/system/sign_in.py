#!/usr/bin/env python3
"""Signing in at the console over HTTPS, as a browser does that keeps its cookies: with the codes of a telephone's app, and
from an address at which somebody else guesses at the same account."""
import base64
import hashlib
import hmac
import json
import ssl
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from exam_site import Failed, main  # noqa: E402

SESSION, MARK = "__Host-examhall", "__Host-examhall-device"
GUESS = "a wrong guess 123"


def expect(condition, what):
    if not condition:
        raise Failed(what)


class Browser:
    def __init__(self, site):
        self.origin, self.jar = f"https://localhost:{site.port}", {}
        self.tls = ssl.create_default_context(cafile=site.folder / "room" / "ca.pem")

    def ask(self, method, path="/console/session", body=None):
        request = urllib.request.Request(self.origin + path, method=method, data=None if body is None else json.dumps(body).encode())
        for name, value in (("Origin", self.origin), ("Content-Type", "application/json"), ("Cookie", "; ".join("=".join(c) for c in self.jar.items()))):
            request.add_header(name, value)
        try:
            with urllib.request.urlopen(request, context=self.tls, timeout=20) as answer:
                self.keep(answer.headers.get_all("Set-Cookie") or [])
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code

    def keep(self, cookies):
        for cookie in cookies:
            pair, *attributes = cookie.split("; ")
            name, value = pair.split("=", 1)
            expect({"Secure", "HttpOnly", "SameSite=Strict", "Path=/"} <= set(attributes), f"Cookie 的属性 / attributes: {cookie}")
            if "Max-Age=0" in attributes:
                self.jar.pop(name, None)
            else:
                self.jar[name] = value

    def sign_in(self, account, password, code=None):
        return self.ask("POST", body={"account": account, "password": password, **({} if code is None else {"code": code})})

    def sign_out(self):
        return self.ask("DELETE")


def account(site, login):
    return site.examctl("account", "add", login, "--name", f"示例 {login}", "--draw", "--by", "测试")["password"]


def until_refused(stranger):
    for _ in range(10):
        if stranger.sign_in("owner", GUESS) == 429:
            return
    raise Failed("猜口令未被节流 / guesses were not slowed down")


def guessed_at(site, password):
    """The owner's browser has a mark: the guesses of others at the same address do not count against it."""
    owner = Browser(site)
    expect(owner.sign_in("owner", password) == 200 and set(owner.jar) == {SESSION, MARK}, f"首次登录 / the first sign-in: {set(owner.jar)}")
    expect(owner.sign_out() == 204 and set(owner.jar) == {MARK}, f"退出后应留下标记 / the mark stays: {set(owner.jar)}")
    expect(owner.ask("POST", "/console/session/renewal") == 401, "仅凭标记不得入内 / a mark alone lets nobody in")
    seen = []
    for _ in range(5):
        stranger = Browser(site)
        until_refused(stranger)
        expect(owner.sign_in("owner", password) == 200, "同一地址有人猜口令时，本人应能登录 / the owner was kept out by guesses from the same address")
        seen.append(stranger.sign_in("owner", password))
        if seen[-1] == 429:
            return owner.jar[MARK]
    raise Failed(f"没有标记也能登录，本测试未说明什么 / the mark made no difference: {seen}")


def code(secret, step):
    digest = hmac.new(secret, step.to_bytes(8, "big"), hashlib.sha1).digest()
    at = digest[-1] & 0xF
    return f"{(int.from_bytes(digest[at:at + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def step_now():
    return int(time.time()) // 30


def second_factor(site, password):
    secret, browser = base64.b32decode(site.examctl("account", "totp", "two", "--by", "测试")["secret"]), Browser(site)

    def comes_in(word, one):
        return browser.sign_in("two", word, one)

    step = step_now()
    expect(comes_in(password, None) == 401, "没有动态码 / without a code")
    # A code is used up by nobody who does not know the password.
    expect(comes_in(GUESS, code(secret, step)) == 401, "口令不对 / a wrong password")
    expect(comes_in(password, code(secret, step)) == 200, "正确的动态码 / the right code")
    expect(comes_in(password, code(secret, step)) == 401, "用过的动态码 / the same code again")
    wrong = f"{(int(code(secret, step)) + 1) % 1_000_000:06}"
    expect(wrong in (code(secret, s) for s in (step - 1, step + 1, step + 2)) or comes_in(password, wrong) == 401, "错误的动态码 / a wrong code")
    # A telephone whose clock is ahead. It is right whether or not the step has ended meanwhile.
    expect(comes_in(password, code(secret, step + 1)) == 200, "下一时段的动态码 / the code of the next step")
    expect(comes_in(password, code(secret, step)) == 401, "更早的动态码 / an older code than the last one")
    expect(comes_in(password, code(secret, step + 20)) == 401, "差得远的动态码 / a code of ten minutes later")
    return secret


def clock_behind(site, password):
    """A telephone whose clock is behind: unless the step ended just then."""
    secret, browser = base64.b32decode(site.examctl("account", "totp", "three", "--by", "测试")["secret"]), Browser(site)
    for _ in range(3):
        step = step_now()
        if browser.sign_in("three", password, code(secret, step - 1)) == 200:
            return
        expect(step_now() != step, "上一时段的动态码 / the code of the step before")
    raise Failed("三次都恰逢时段结束 / the step ended three times")


def run(site, _):
    site.make()
    passwords = {login: account(site, login) for login in ("owner", "two", "three")}
    site.start_server()
    mark = guessed_at(site, passwords["owner"])
    secret = second_factor(site, passwords["two"])
    clock_behind(site, passwords["three"])
    reasons = [e["what"] for e in site.examctl("account", "log", "two") if e["kind"] == "sign_in_refused"]
    expect(sorted(set(reasons)) == ["wrong_code", "wrong_password"], f"被拒的原因 / why refused: {reasons}")
    expect(site.stop_server() == 0, "服务器未正常停止 / the server did not stop in order")
    words = (site.folder / "data" / "journal.db").read_bytes() + (site.work / "server.log").read_bytes()
    for hidden in (mark, base64.b32encode(secret).decode(), *passwords.values()):
        expect(hidden.encode() not in words, "日志中有秘密 / a secret in a log")
    print("动态码、标记与节流相符 / codes, marks and the throttle are as they should be")


if __name__ == "__main__":
    sys.exit(main(run, __doc__))
