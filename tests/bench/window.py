#!/usr/bin/env python3
"""The candidate's window measured from outside: from a key to its pixels while the network is slow, the server stands
still or is dead; from exec to the first page; memory at an open question with a picture. On a screen without a graphics
card (Xvfb): the times hold drawing by the processor. Part `client` of targets.py, or by itself:

tests/bench/window.py --bin build/release/bin --work DIR [--keys 60] [--starts 7]"""
import argparse
import signal
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
for room in (HERE.parents[1] / "tools", HERE.parent / "system", HERE):
    sys.path.insert(0, str(room))
from exam_site import Failed, main  # noqa: E402
from machine import quantile  # noqa: E402
from relay import Relay  # noqa: E402
from seat import Desktop, Seat, quiet_environment  # noqa: E402
from sitting_hand import Hand  # noqa: E402
from window_paper import make_paper  # noqa: E402

DELAY = 2.0  # seconds, each way
GIVE_UP = 2.0
PICTURE = (1600, 1100)  # a scanned page


class Eye:
    """Watches one rectangle."""

    def __init__(self, screen, place):
        self.screen, (self.x, self.y, self.width, self.height) = screen, place

    def look(self):
        return self.screen.pixels(self.x, self.y, self.width, self.height)

    def changed_columns(self, before, after):
        """How wide the change is: a blinking cursor is a pixel or two, a figure is more."""
        stride = len(before) // self.height
        least, most = stride, 0
        for row in range(0, self.height):
            a, b = before[row * stride:(row + 1) * stride], after[row * stride:(row + 1) * stride]
            if a != b:
                places = [i for i in range(0, stride, 4) if a[i:i + 4] != b[i:i + 4]]
                least, most = min(least, places[0]), max(most, places[-1])
        return (most - least) // 4 + 1 if most >= least else 0

    def milliseconds_from(self, key):
        """From the event in the X server to the first picture that differs."""
        before = self.look()
        begun = time.perf_counter()
        self.screen.key(key)
        while time.perf_counter() < begun + GIVE_UP:
            now = self.look()
            at = time.perf_counter()
            if now != before:
                if self.changed_columns(before, now) > 4:
                    return (at - begun) * 1000
                before = now
        raise Failed(f"{key}: no change in {GIVE_UP} s")


def number_keys(hand, count):
    """Figures typed into the numeric field, which is emptied in between."""
    hand.go_to(13)
    field = hand.number_field()
    hand.seat.enter(field)
    x, y, width, height = field.place()
    eye, out = Eye(hand.screen, (x, y, min(width, 300), height)), []
    for i in range(count):
        if i % 8 == 0:
            hand.screen.key("ctrl+a")
            hand.screen.key("Delete")
            time.sleep(0.3)
        out.append(eye.milliseconds_from("123456789"[i % 9]))
        time.sleep(0.12)
    return out


def option_keys(hand, count):
    """Options of a single question, one after the other by their letters."""
    hand.go_to(2)
    x, y, width, height = min((hand.option(c).place() for c in "ABCD"), key=lambda p: p[1])
    eye, out = Eye(hand.screen, (x, y - 10, 400, 240)), []
    hand.screen.key("d")
    time.sleep(0.3)
    for i in range(count):
        out.append(eye.milliseconds_from("abcd"[i % 4]))
        time.sleep(0.12)
    return out


def keys(site, work, count):
    """condition → milliseconds of every key."""
    paper, _ = make_paper(site)
    tickets = site.batch("KEYS", paper, "+3s", "+600s", 1)
    site.start_server()
    relay = Relay(site.port)
    room = site.folder / "room" / "relayed.toml"
    room.write_text((site.folder / "room" / "room.toml").read_text().replace(f":{site.port}", f":{relay.port}"))
    desktop = Desktop(work / "desk", "1920x1080")
    seat = Seat(desktop, site.bin / "examhall-client", room, "zh", work / "shots")
    hand = Hand(seat, tickets[0])
    try:
        time.sleep(3)
        seat.start("--ticket", tickets[0]["ticket"])
        hand.log_in(typed=False)
        seat.press("Yes, this is me")
        seat.until(hand.question, "the paper")
        out = {}

        def measure(condition):
            out[condition] = number_keys(hand, count) + option_keys(hand, count)

        measure("server near")
        relay.delay = DELAY
        measure(f"{DELAY:.0f} s each way")
        relay.delay = 0
        site.server.send_signal(signal.SIGSTOP)
        measure("server stopped (SIGSTOP)")
        site.server.send_signal(signal.SIGCONT)
        site.kill_server()
        measure("server killed")
        return out
    finally:
        seat.close()
        desktop.close()


def first_page(site, work, count):
    """Seconds from exec until the login page stands there as it will stay."""
    desktop = Desktop(work / "start", "1366x768")
    environment = desktop.environment(work / "start" / "home")
    del environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"]
    command = [str(site.bin / "examhall-client"), "--room", str(site.folder / "room" / "room.toml")]
    eye, out = Eye(desktop.screen, (0, 0, 1366, 130)), []  # the header, and of the page the title

    def once(final):
        begun = time.perf_counter()
        window = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            while final and eye.look() != final:
                if time.perf_counter() > begun + 20:
                    raise Failed("the first page did not come")
            took = time.perf_counter() - begun
            time.sleep(0 if final else 3)
            return took, eye.look()
        finally:
            window.kill()
            window.wait()
            time.sleep(0.5)

    try:
        empty = eye.look()
        _, final = once(None)
        if final == empty:
            raise Failed("nothing came up")
        for _ in range(count):
            out.append(once(final)[0])
        return out
    finally:
        desktop.close()


def memory(site, work):
    """PSS and RSS in MB at an open question with a picture, without a screen reader."""
    paper, items = make_paper(site, PICTURE)
    tickets = site.batch("MEM", paper, "+2s", "+300s", 1, "--fixed-items")
    if site.server is None or site.server.poll() is not None:
        site.start_server()
    desktop = Desktop(work / "memory", "1366x768")
    environment = desktop.environment(work / "memory" / "home")
    del environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"]
    window = subprocess.Popen([str(site.bin / "examhall-client"), "--room", str(site.folder / "room" / "room.toml"), "--ticket",
                               tickets[0]["ticket"]], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    screen = desktop.screen
    try:
        time.sleep(3)
        screen.type(tickets[0]["code"])
        screen.key("Return")
        time.sleep(1.5)
        screen.key("alt+y")
        time.sleep(1)
        for _ in range([item["id"] for item in items].index("S1")):
            screen.key("Next")
            time.sleep(0.3)
        time.sleep(2)
        (work / "shots").mkdir(parents=True, exist_ok=True)
        screen.picture(work / "shots" / "memory.png")
        rollup = Path(f"/proc/{window.pid}/smaps_rollup").read_text()
        sizes = {line.split()[0].rstrip(":"): int(line.split()[1]) / 1024 for line in rollup.splitlines()[1:]}
        return sizes["Pss"], sizes["Rss"]
    finally:
        window.kill()
        window.wait()
        desktop.close()


def rows(site, work, key_count, starts):
    """(what, target, measured, beside it) for the table."""
    quiet_environment()
    site.make()
    pss, rss = memory(site, work)
    yield "the window's memory at a question with a picture", "≤ 120 MB", f"{pss:.0f} MB", f"PSS; RSS {rss:.0f} MB with what it shares"
    times = first_page(site, work, starts)
    yield ("the window from exec to its first page", "≤ 1 s", f"{statistics.median(times):.2f} s",
           f"slowest of {len(times)} {max(times):.2f} s")
    site.stop_server()
    site.server = None
    all_keys = keys(site, work, key_count)
    for condition, ms in all_keys.items():
        late = sum(1 for x in ms if x >= 50)
        yield (f"key to screen, {condition}", "each < 50 ms", f"{max(ms):.1f} ms",
               f"{len(ms)} keys: p50 {quantile(ms, .5):.1f}, p99 {quantile(ms, .99):.1f}; {late} above")


def run(site, options):
    parser = argparse.ArgumentParser()
    parser.add_argument("--keys", type=int, default=60)
    parser.add_argument("--starts", type=int, default=7)
    asked = parser.parse_args(options.rest)
    for row in rows(site, site.work / "window", asked.keys, asked.starts):
        print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    sys.exit(main(run, __doc__))
