#!/usr/bin/env python3
"""Random keys and clicks at the real window while an exam runs and the server is killed now and then. Fails when the
window ends, hangs, or a sanitizer speaks. Everything follows from --seed but the time it takes.

tests/system/monkey.py --bin DIR --work DIR [--client FILE] [--minutes 0.3] [--seed N]
--client takes another build of the window, say that of the asan preset; see docs/proof.md."""
import argparse
import os
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
import at_spi  # noqa: E402
from exam_site import Failed, main  # noqa: E402
from relay import Relay  # noqa: E402
from seat import Desktop, Seat, lacking, quiet_environment  # noqa: E402
from window_paper import make_paper  # noqa: E402
from window_words import Words, bare  # noqa: E402

OPENS = 15
KEYS = ["Tab", "Tab", "shift+Tab", "space", "Return", "Escape", "Up", "Down", "Left", "Right", "Prior", "Next", "Home", "End", "BackSpace",
        "Delete", "F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "F11", "F12", "alt+F4", "alt+Tab", "alt+space", "ctrl+c",
        "ctrl+v", "ctrl+x", "ctrl+a", "ctrl+z", "ctrl+m", "ctrl+Up", "ctrl+Down", "ctrl+plus", "ctrl+minus", "ctrl+q", "ctrl+w",
        "shift+F10", "Menu", "ctrl+shift+F12", "alt+y", "alt+l", "alt+c", "alt+p", "alt+b", "alt+a", "super", "Print"]
LETTERS = "abcdefghijtfyn0123456789.,-+*/=%()"
CHINESE = "一千三百元，约￥１，３００"


class Monkey:
    def __init__(self, site, seat, relay, tickets, seed):
        self.site, self.seat, self.screen, self.relay = site, seat, seat.screen, relay
        self.chance, self.tickets = random.Random(seed), list(tickets)
        self.ticket, self.acts, self.logins, self.kills, self.cuts, self.starts = self.tickets.pop(0), 0, 0, 0, 0, 0

    def play(self, minutes):
        end, look = time.monotonic() + minutes * 60, 0
        trouble = time.monotonic() + 12
        self.start()
        while time.monotonic() < end:
            self.act()
            if time.monotonic() > look:
                look = time.monotonic() + 0.5
                self.help()
            if time.monotonic() > trouble:
                self.trouble()
                trouble = time.monotonic() + self.chance.uniform(8, 20)
        self.seat.alive()

    def start(self):
        self.starts += 1
        self.seat.start("--ticket", self.ticket["ticket"])

    def act(self):
        self.acts += 1
        what = self.chance.random()
        if what < 0.35:
            self.screen.key(self.chance.choice(KEYS))
        elif what < 0.6:
            self.screen.type("".join(self.chance.choices(LETTERS, k=self.chance.randint(1, 6))), 0)
        elif what < 0.65:
            self.paste()
        elif what < 0.75:
            self.drag()
        else:
            self.screen.click(self.chance.randrange(self.screen.width), self.chance.randrange(self.screen.height),
                              self.chance.choice([1, 1, 1, 1, 2, 3, 4, 5, 8]))
        time.sleep(self.chance.choice([0, 0, 0.01, 0.05]))

    def paste(self):
        """What another program has in its clipboard must not come in."""
        self.screen.offer(CHINESE + "x" * self.chance.choice([0, 10, 5000]))
        self.screen.key(self.chance.choice(["ctrl+v", "shift+Insert"]))

    def drag(self):
        x, y = self.chance.randrange(self.screen.width), self.chance.randrange(self.screen.height)
        self.screen.move(x, y)
        self.screen.button(1, True)
        self.screen.move(self.chance.randrange(self.screen.width), self.chance.randrange(self.screen.height))
        self.screen.button(1, False)

    def help(self):
        """Keeps it in the exam: a monkey alone seldom types an access code. Sees a hang and an end."""
        seat = self.seat
        if seat.process.poll() is not None:
            return self.ended()
        try:
            pages = [c.name for c in seat.showing() if c.role in (20, at_spi.LABEL)][:30]
            code = seat.find("Access code", (61, at_spi.PASSWORD))
        except Failed:
            if seat.process.poll() is not None:
                return self.ended()
            raise
        if code and "enabled" in code[0].states():
            self.log_in(code[0])
        elif self.chance.random() < 0.5 and any(seat.words.pattern(t).search(n) for t in ("Is this you?", "Your seat is on another machine now",
                                                                                         "For staff: leave this machine") for n in pages):
            self.screen.key("alt+" + self.chance.choice("yb"))

    def log_in(self, code):
        self.logins += 1
        if self.chance.random() < 0.4 and self.tickets:
            self.ticket = self.tickets.pop(0)
        ticket = self.seat.find("Ticket number", (61,))
        if ticket is None:
            return
        for control, words in ((ticket[0], self.ticket["ticket"]), (code, self.ticket["code"])):
            self.seat.click(control)
            self.screen.key("ctrl+a")
            self.screen.type(words, 0)
        self.screen.key("Return")
        time.sleep(0.5)

    def ended(self):
        """It may be closed from a page without a seat; that has to be an orderly end."""
        if self.seat.process.returncode != 0:
            raise Failed(f"退出码 / exit code {self.seat.process.returncode}: {self.seat.desktop.work / 'client.log'}")
        self.start()

    def trouble(self):
        what = self.chance.random()
        if what < 0.4:
            self.kills += 1
            self.site.kill_server()
            for _ in range(self.chance.randrange(60)):
                self.act()
            self.site.start_server()
        elif what < 0.8:
            self.cuts += 1
            self.relay.cut()
            for _ in range(self.chance.randrange(60)):
                self.act()
            self.relay.mend()
        else:
            self.relay.delay = self.chance.choice([0, 0.3, 2])


def run(site, options):
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--client")
    asked = parser.parse_args(options.rest)
    if missing := lacking():
        print(f"skipped, missing: {' '.join(missing)}")
        sys.exit(77)
    quiet_environment()
    os.environ.setdefault("LSAN_OPTIONS", f"suppressions={Path(__file__).resolve().parent / 'leaks_of_others.txt'}:print_suppressions=0")
    os.environ.setdefault("ASAN_OPTIONS", "abort_on_error=0:exitcode=99")
    os.environ.setdefault("UBSAN_OPTIONS", "print_stacktrace=1:halt_on_error=1:exitcode=98")
    site.make()
    paper, _ = make_paper(site)
    tickets = site.batch("APE", paper, f"+{OPENS}s", f"+{int(OPENS + asked.minutes * 60 + 60)}s", 150, "--grace", "1s")
    site.start_server()
    relay = Relay(site.port)
    room = site.folder / "room" / "relayed.toml"
    room.write_text((site.folder / "room" / "room.toml").read_text().replace(f":{site.port}", f":{relay.port}"))
    desktop = Desktop(site.work / "ape", "1366x768")
    seat = Seat(desktop, Path(asked.client) if asked.client else site.bin / "examhall-client", room, "zh", site.work / "shots")
    seat.words = Words("any")  # the monkey finds the button for the language
    monkey = Monkey(site, seat, relay, tickets, asked.seed)
    try:
        monkey.play(asked.minutes)
        relay.delay = 0
        seat.shoot("end")
        leave(seat)
        print(f"{asked.minutes} min, seed {asked.seed}: {monkey.acts} acts, {monkey.logins} logins, {monkey.kills} server kills, "
              f"{monkey.cuts} cuts, {monkey.starts} starts of the window")
    finally:
        seat.close()
        desktop.close()
        site.stop_server()


# What leads out from wherever the monkey stopped, one step after the other.
WAYS_OUT = ("Quit", "Cancel", "Finish", "Back to the login", "No, this is not me", "Leave this machine")


def leave(seat):
    """Closes it in order, so that leaks are looked for too."""
    end = time.monotonic() + 120
    while seat.process.poll() is None and time.monotonic() < end:
        one_way_out(seat)
        time.sleep(0.5)
    if seat.process.poll() is None:
        seat.shoot("failed")
        raise Failed("the way out was not found")
    if seat.process.returncode != 0:
        raise Failed(f"退出码 / exit code {seat.process.returncode}: {seat.desktop.work / 'client.log'}")
    log = (seat.desktop.work / "client.log").read_text(errors="replace")
    for word in ("ERROR: AddressSanitizer", "runtime error:", "ASSERT", "terminate called"):
        if word in log:
            raise Failed(f"{word}: {seat.desktop.work / 'client.log'}")


def one_way_out(seat):
    """One look at the page, for under a sanitizer each takes a while."""
    here = [(bare(c.name), c) for c in seat.showing() if c.role in (at_spi.BUTTON, at_spi.CHECK)]
    named = lambda words: next((c for name, c in here if seat.words.pattern(words).fullmatch(name)), None)  # noqa: E731
    sure = named("Free this machine although the attempt is still open")
    if sure and "checked" not in sure.states():
        seat.click(sure)
    for words in WAYS_OUT:
        found = named(words)
        if found and "enabled" in found.states():
            return seat.click(found)
    seat.screen.key("ctrl+shift+F12")


if __name__ == "__main__":
    sys.exit(main(run, __doc__))
