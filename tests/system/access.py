#!/usr/bin/env python3
"""Is everything in the window within reach of who has no mouse, sees little or hears the screen: on every page each
control that can have the keyboard has a name, Tab alone reaches all of them and comes round in the order they are read,
and with the text at 200 % on the smallest screen nothing is cut off that cannot be scrolled to. Pictures are left in
the work folder's neighbour, as window.py does.

tests/system/access.py --bin DIR --work DIR [--language zh|en] [--whole]
--whole walks in both languages, or in the one said, at 100 and at 200 %, and the seldom pages too (seldom_pages.py)."""
import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
import at_spi  # noqa: E402
from exam_site import Failed, Site, main  # noqa: E402
from seat import Desktop, Seat, lacking, quiet_environment  # noqa: E402
from seldom_pages import SeldomPages  # noqa: E402
from sitting_hand import Hand  # noqa: E402
from window_paper import make_paper  # noqa: E402

OPENS = 45
SIZE, LANGUAGES = "1366x768", ("zh", "en")


class Walk:
    """Of one window. The problems are shared by all walks; a page that was walked is one of their pages."""

    def __init__(self, seat, findings, percent=100):
        self.seat, self.problems, self.pages, self.percent = seat, findings.problems, findings.pages, percent

    def page(self, name):
        """Everything that has to hold of the page that is up."""
        time.sleep(0.4)
        name = f"{self.seat.language} {self.percent} {name}"
        self.pages.append(name)
        self.seat.shoot(name.split(" ", 1)[1].replace(" ", "-"))
        if self.percent == 200:
            self.cut_off(name)
        stops = [c for c in self.seat.showing() if {"focusable", "enabled"} <= c.states()]
        self.names(name, stops)
        self.tab(name, stops)

    def names(self, page, stops):
        for control in stops:
            if not control.name.strip():
                self.problems.append(f"{page}: a control of role {control.role} at {control.place()} has no name")
        for control in self.seat.of_role(at_spi.LABEL, at_spi.BUTTON, at_spi.CHECK, at_spi.RADIO):
            if "&" in control.name:
                self.problems.append(f"{page}: an access key is read out: {control.name!r}")

    def kind(self, name, role):
        """What a screen reader calls the options: only one of them, or several."""
        options = [c for c in self.seat.of_role(at_spi.CHECK, at_spi.RADIO) if "F4" not in c.name]
        if role and {c.role for c in options} != {role}:
            self.problems.append(f"{name}: the options are of role {[c.role for c in options]}, not {role}")

    def focused(self):
        """Where the keyboard is. Calculated panels and buttons alike say so themselves."""
        return next((c for c in self.seat.showing() if "focused" in c.states()), None)

    def tab(self, page, stops):
        order = []
        for _ in range(len(stops) + 3):
            self.seat.screen.key("Tab")
            time.sleep(0.06)
            here = self.focused()
            if here is None:
                continue
            if order and here.path == order[0].path:
                break
            if here.path not in [c.path for c in order]:
                order.append(here)
        else:
            if len(stops) > 1:
                self.problems.append(f"{page}: Tab does not come round: {[c.name for c in order][:8]}…")
        reached, palette = {c.path for c in order}, self.seat.words.pattern("Question %1")
        for control in stops:
            one_of_many = palette.match(control.name) and any(palette.match(c.name) for c in order)  # arrows go on from there
            if control.path not in reached and not one_of_many:
                self.problems.append(f"{page}: Tab does not reach {control.name!r}")
        self.reading_order(page, order)

    def reading_order(self, page, order):
        """Going up the page again and again is no order: once to come round, once for each further column or panel."""
        tops = [c.place()[1] for c in order]
        up = sum(1 for a, b in zip(tops, tops[1:] + tops[:1]) if b < a - 40)
        if up > 4:
            self.problems.append(f"{page}: Tab jumps up {up} times: {[c.name for c in order]}")

    def cut_off(self, page):
        """At 200 %: nothing lies beyond the screen's sides, and nothing beyond its foot where nothing scrolls."""
        for control in self.seat.showing():
            x, _, width, _ = control.place()
            if width > 0 and (x < -1 or x + width > self.seat.screen.width + 1):
                self.problems.append(f"{page} at 200 %: beyond the side: {control.name!r} {control.place()}")


class Findings:
    def __init__(self):
        self.problems, self.pages = [], []


def enlarge(seat):
    """From the login on, by the button that every page before the paper has."""
    bigger = seat.button("Bigger text")
    for _ in range(4):
        seat.click(bigger)
        time.sleep(0.3)


def before_the_paper(walk, hand):
    seat = walk.seat
    seat.control("Ticket number", 61)
    walk.page("login")
    hand.log_in()
    for page, title, button in (("person", "Is this you?", "Yes, this is me"),
                                ("rules", "Rules of the exam room", "I have read the rules and accept them"),
                                ("checks", "Check of this machine", "Continue")):
        seat.see(title)
        walk.page(page)
        hand.take(button, by_mouse=False)
    seat.see("Waiting room")
    walk.page("waiting")


def the_paper(walk, hand, opens):
    seat, screen = walk.seat, walk.seat.screen
    seat.until(hand.question, "the paper", max(5, opens - time.monotonic() + 15))
    for number, name in ((1, "single"), (5, "multiple"), (9, "true_false"), (13, "numeric")):
        hand.go_to(number, by_mouse=False)
        walk.page(name)
        walk.kind(name, {"single": at_spi.RADIO, "multiple": at_spi.CHECK, "true_false": at_spi.RADIO}.get(name))
    screen.key("F1")
    seat.see("Keys")
    walk.page("keys")
    screen.key("Escape")
    screen.key("F6")
    seat.button("Close the calculator")
    walk.page("calculator")
    screen.key("F6")
    screen.key("F10")
    seat.see("Review before handing in")
    walk.page("review")


def hand_in(walk, hand):
    seat = walk.seat
    hand.take("Hand in…", by_mouse=False)
    seat.see("Hand in the paper?")
    walk.page("ask")
    hand.take("Hand in", by_mouse=False)
    seat.see("Your paper is handed in. You may leave when the proctor allows it.", 30)
    walk.page("receipt")


def at_200_percent(walk, hand):
    """The largest text on the smallest screen."""
    seat, screen = walk.seat, walk.seat.screen
    screen.key("Escape")
    for _ in range(8):
        screen.key("ctrl+equal")
        time.sleep(0.15)
    for number, name in ((1, "single"), (5, "multiple"), (9, "true_false"), (13, "numeric")):
        hand.go_to(number, by_mouse=False)
        time.sleep(0.3)
        seat.shoot(f"200-{name}")
        walk.cut_off(name)
    screen.key("F6")
    time.sleep(0.3)
    seat.shoot("200-calculator")
    walk.cut_off("calculator")
    screen.key("F6")
    screen.key("F2")
    time.sleep(0.3)
    seat.shoot("200-questions")
    walk.cut_off("questions")
    screen.key("F2")
    screen.key("F10")
    seat.see("Review before handing in")
    walk.page("200-review")
    walk.cut_off("review")


def walk_an_exam(site, language, percent, findings, shots):
    site.make()
    paper, _ = make_paper(site)
    tickets = site.batch("ACC", paper, f"+{OPENS}s", "+900s", 1)
    opens = time.monotonic() + OPENS
    site.start_server()
    desktop = Desktop(site.work / "desk", SIZE)
    seat = Seat(desktop, site.bin / "examhall-client", site.folder / "room" / "room.toml", language, shots)
    walk, hand = Walk(seat, findings, percent), Hand(seat, tickets[0])
    try:
        seat.start()
        if percent == 200:
            enlarge(seat)
        before_the_paper(walk, hand)
        the_paper(walk, hand, opens)
        if percent == 100:
            at_200_percent(walk, hand)
        hand_in(walk, hand)
    finally:
        seat.close()
        desktop.close()
        site.stop_server()


def walk_seldom_pages(site, language, percent, findings, shots):
    desktop, seats = Desktop(site.work.parent / f"{site.work.name}-desk", SIZE), []

    def open_seat(name, room):
        seat = Seat(desktop, site.bin / "examhall-client", room, language, shots, desktop.work / name)
        seats.append(seat)
        seat.start()
        if percent == 200:
            enlarge(seat)
        return seat

    try:
        SeldomPages(site, open_seat, lambda seat, page: Walk(seat, findings, percent).page(page)).run()
    finally:
        for seat in seats:
            seat.close()
        desktop.close()


def run(site, options):
    parser = argparse.ArgumentParser()
    parser.add_argument("--language", choices=LANGUAGES)
    parser.add_argument("--whole", action="store_true")
    asked = parser.parse_args(options.rest)
    if missing := lacking():
        print(f"skipped, missing: {' '.join(missing)}")
        sys.exit(77)
    quiet_environment()
    findings, shots = Findings(), site.work.parent / f"{site.work.name}-shots"
    languages = [asked.language] if asked.language else LANGUAGES if asked.whole else ["zh"]
    for language in languages:
        for percent in (100, 200) if asked.whole else (100,):
            name = f"{language}-{percent}"
            if asked.whole:
                walk_seldom_pages(Site(site.bin, site.work / f"{name}-seldom"), language, percent, findings, shots)
            walk_an_exam(Site(site.bin, site.work / name), language, percent, findings, shots)
    if findings.problems:
        raise Failed(f"{len(findings.problems)}:\n" + "\n".join(findings.problems))
    print(f"{len(findings.pages)} 页 / pages: names, Tab, 200 %")


if __name__ == "__main__":
    sys.exit(main(run, __doc__))
