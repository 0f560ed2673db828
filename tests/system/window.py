#!/usr/bin/env python3
"""Whole exams at the real window: three candidates on screens of their own, worked with real keys and a real mouse and
seen as a screen reader sees it. One goes through everything that can happen, one is collected at the deadline, one moves
to another machine. Then every answer that a screen showed as stored must be in the evidence.

tests/system/window.py --bin DIR --work DIR [--language zh|en] [--size WxH] [--whole]
Pictures of every page are left in the work folder's shots; --whole takes them in both languages and two sizes, one exam
each, and of the pages that such an exam does not show (seldom_pages.py). Skipped where Xvfb, openbox, dbus or the accessibility bus are missing."""
import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from exam_site import Failed, Site, main  # noqa: E402
import at_spi  # noqa: E402
from relay import Relay  # noqa: E402
from seat import Desktop, Seat, lacking, quiet_environment  # noqa: E402
from seldom_pages import SeldomPages  # noqa: E402
from sitting_hand import Hand  # noqa: E402
from window_paper import make_paper  # noqa: E402
from window_truth import check_evidence, no_marker_in, nothing_is_left, save_receipt  # noqa: E402

OPENS, LASTS, EXTENSION = 40, 70, "5m"
SIZES, LANGUAGES = ("1366x768", "1920x1080"), ("zh", "en")


class Exam:
    def __init__(self, site, language, size, shots):
        self.site, self.language, self.size, self.shots = site, language, size, shots
        self.client = site.bin / "examhall-client"
        self.desktops, self.seats = [], []

    def prepare(self):
        self.site.make()
        paper, self.items = make_paper(self.site)
        self.tickets = self.site.batch("WIN", paper, f"+{OPENS}s", f"+{OPENS + LASTS}s", 3, "--grace", "1s")
        self.opens = time.monotonic() + OPENS
        self.site.start_server()
        self.relay = Relay(self.site.port)
        room = self.site.folder / "room"
        self.direct, self.relayed = room / "room.toml", room / "relayed.toml"
        self.relayed.write_text(self.direct.read_text().replace(f":{self.site.port}", f":{self.relay.port}"))

    def seat(self, name, language, size, room):
        desktop = Desktop(self.site.work / name, size)
        self.desktops.append(desktop)
        seat = Seat(desktop, self.client, room, language, self.shots)
        self.seats.append(seat)
        return seat

    def say(self, what):
        print(f"{time.monotonic() - self.opens:+6.1f} s  {what}", flush=True)

    def close(self):
        for seat in self.seats:
            seat.close()
        for desktop in self.desktops:
            desktop.close()

    # ---- the three

    def run(self):
        self.prepare()
        other = [x for x in LANGUAGES if x != self.language][0]
        first = Hand(self.seat("first", self.language, self.size, self.relayed), self.tickets[0])
        second = Hand(self.seat("second", other, self.size, self.direct), self.tickets[1])
        third = Hand(self.seat("third", self.language, self.size, self.direct), self.tickets[2])
        first.seat.start()
        first.log_in()
        first.to_the_waiting_room()
        self.practise(first)
        second.seat.start("--ticket", second.ticket["ticket"])
        second.log_in(by_mouse=True, typed=False)
        second.to_the_waiting_room(by_mouse=True)
        self.begin(first)
        self.say("two in the waiting room, the paper came")
        self.answer_by_mouse_and_keys(first)
        self.say("answers of all kinds, by mouse, letters and Tab")
        self.answer_some(second)
        self.through_trouble(first)
        self.say("server killed, network cut, window killed: all is there")
        self.staff_acts(first)
        self.say("paused, resumed, extended")
        self.correspond(first)
        self.say("a message read, the proctor called")
        self.move(third)
        self.say("moved to another machine, handed in")
        self.fill_in_the_rest(first)
        self.say("the rest answered")
        first.review_and_hand_in()
        self.say("handed in")
        first.receipt = save_receipt(first)
        nothing_is_left(first.seat)
        self.say("receipt saved, nothing left on the disk")
        self.be_collected(second)
        self.say("collected at the deadline")
        self.site.wait_until_graded(["WIN"])
        told = check_evidence(self.site, self.items, [first, second, third])
        print(f"屏幕显示已存的 {told} 个作答全部在证据中 / {told} answers shown as stored are in the evidence; pictures in {self.shots}")

    def practise(self, hand):
        seat = hand.seat
        hand.take("Practice paper", by_mouse=True)
        seat.see("Practice: nothing here counts")
        seat.see("Question %1 of %2")
        hand.screen.key("a")
        seat.see("Stored at the server %1")
        seat.shoot("practice")
        hand.screen.key("F1")
        seat.see("Keys")
        seat.shoot("keys")
        hand.screen.key("Escape")

    def begin(self, hand):
        """The paper comes by itself, also from the practice."""
        hand.seat.until(lambda: hand.question(), "the paper", max(5, self.opens - time.monotonic() + 10))
        hand.seat.shoot("question")

    def answer_by_mouse_and_keys(self, hand):
        seat = hand.seat
        self.enlarge_the_picture(hand)
        for number, response, way in ((1, "B", "mouse"), (2, "C", "letter"), (3, "D", "tab"), (5, "AC", "mouse"), (6, "BD", "letter"),
                                      (9, True, "mouse"), (10, False, "letter"), (13, "1300", "tab")):
            hand.go_to(number, by_mouse=way == "mouse")
            hand.answer(response, way)
            hand.see_stored()
        hand.screen.key("F4")
        seat.see("Take the flag off (F4)")
        self.calculate(hand)

    def enlarge_the_picture(self, hand):
        """It is with the first single question; the order is the candidate's own."""
        for number in range(1, 5):
            hand.go_to(number)
            if hand.question() == "S1":
                picture = lambda: next((c for c in hand.seat.of_role(at_spi.BUTTON) if "凭证" in c.name and c.place()[3] > 150), None)  # noqa: E731
                hand.seat.click(hand.seat.until(picture, "the picture"))
                hand.seat.see("Larger (+)")
                hand.seat.shoot("picture")
                hand.screen.key("Escape")
                hand.seat.until(hand.question, "the question again")
                return
        raise Failed("no picture")

    def calculate(self, hand):
        hand.go_to(14)
        hand.screen.key("F6")
        hand.seat.button("Close the calculator")
        hand.screen.type("12.5*4=")
        hand.seat.shoot("calculator")
        hand.seat.press("Into the answer")
        hand.given[hand.question()] = "50"
        hand.see_stored()
        hand.screen.key("F6")

    def answer_some(self, hand):
        hand.seat.until(hand.question, "the paper")
        for number, response in ((1, "A"), (5, "BC"), (9, False), (13, "7.25")):
            hand.go_to(number)
            hand.answer(response, "mouse")
            hand.see_stored()

    def through_trouble(self, hand):
        seat = hand.seat
        # The server dies in the middle.
        hand.go_to(7)
        self.site.kill_server()
        hand.answer("ABD", "letter")
        seat.see("Kept on this machine, will be sent")
        seat.shoot("server-gone")
        self.site.start_server()
        hand.see_stored(30)
        # The network is cut; answering goes on.
        self.relay.cut()
        for number, response in ((11, True), (12, False)):
            hand.go_to(number, by_mouse=False)
            hand.answer(response, "letter")
            seat.see("Kept on this machine, will be sent")
        self.relay.mend()
        hand.see_stored(30)
        hand.go_to(11, by_mouse=False)
        hand.see_stored()
        # The machine dies in the middle of a number.
        self.relay.cut()
        hand.go_to(4)
        hand.answer("A", "mouse")
        seat.see("Kept on this machine, will be sent")
        hand.go_to(15)
        hand.screen.type("12")
        seat.kill()
        no_marker_in(seat.home, "with the paper open")
        self.relay.mend()
        self.come_back(hand)

    def come_back(self, hand):
        seat = hand.seat
        seat.start("--ticket", hand.ticket["ticket"])
        hand.log_in(typed=False)
        seat.see("The exam is running. Compare, confirm, and you are at your paper.")
        seat.shoot("back-again")
        hand.take("Yes, this is me", by_mouse=False)
        seat.until(hand.question, "the paper")
        for number in (4, 7, 13):
            hand.go_to(number)
            if hand.shown(hand.question()) != hand.given[hand.question()]:
                raise Failed(f"{number}: {hand.shown(hand.question())!r}, was {hand.given[hand.question()]!r}")
            hand.see_stored(30)
        seat.see("Take the flag off (F4)")  # at 13, as it was left

    def staff_acts(self, hand):
        seat, who = hand.seat, ["--ticket", hand.ticket["ticket"]]
        self.site.examctl("act", "pause", "WIN", *who, "--reason", "系统测试暂停")
        seat.see("The exam is paused")
        time.sleep(0.3)
        seat.shoot("paused")
        if hand.question():
            raise Failed("the paper is not covered")
        self.site.examctl("act", "resume", "WIN", *who, "--reason", "继续")
        seat.until(hand.question, "the paper after the pause")
        self.site.examctl("act", "extend", "WIN", *who, "--time", EXTENSION, "--reason", "机器更换")
        seat.see("You get %1 more.")
        seat.shoot("extension")
        while seat.sees("I have read this (F8)"):
            hand.screen.key("F8")
            time.sleep(0.2)

    def correspond(self, hand):
        """A message with its "read", a call and its answer."""
        seat, who = hand.seat, ["--person", hand.ticket["ticket"]]
        self.site.examctl("message", "WIN", *who, "--text", "请出示身份证", "--by", "赵")
        seat.until(lambda: any("请出示身份证" in c.name for c in seat.showing()), "the message")
        seat.shoot("message")
        hand.screen.key("F8")
        read = lambda: [c["read"] for m in self.site.examctl("messages", "WIN") for c in m["candidates"]] == [True]  # noqa: E731
        seat.until(read, "read, at the server")
        hand.screen.key("F9")
        seat.see("The proctor knows. Take back")
        seat.shoot("calling")
        if [c["ticket"] for c in self.site.examctl("calls", "WIN")] != [hand.ticket["ticket"]]:
            raise Failed("the call is not at the server")
        self.site.examctl("answer-call", "WIN", *who, "--text", "马上来", "--by", "赵")
        seat.see("Call the proctor")

    def move(self, hand):
        """Answers at one machine, goes on at another; the first is told."""
        here = hand.seat
        here.start()
        hand.log_in()
        here.press("Yes, this is me")
        here.until(hand.question, "the paper")
        hand.answer("C", "mouse")
        hand.see_stored()
        item = hand.question()
        there = self.seat("third-moved", self.language, self.size, self.direct)
        there.start()
        hand.seat = there
        hand.screen = there.screen
        hand.log_in()
        there.press("Yes, this is me")
        there.until(hand.question, "the paper")
        here.see("Your seat is on another machine now")
        here.shoot("taken-over")
        if hand.question() != item or hand.shown(item) != "C":
            raise Failed(f"the answer did not come along: {hand.question()} {hand.shown(item)}")
        hand.go_to(2)
        hand.answer("D", "mouse")
        hand.see_stored()
        hand.review_and_hand_in(by_mouse=True)
        no_marker_in(there.home, "after the receipt")

    def fill_in_the_rest(self, hand):
        for number, response, way in ((8, "AD", "tab"), (15, "-3.5", "tab"), (2, "A", "letter")):
            hand.go_to(number, by_mouse=number == 2)
            hand.answer(response, way)
            hand.see_stored()

    def be_collected(self, hand):
        left = self.opens + LASTS - time.monotonic()
        hand.seat.see("Time is up: the paper was collected", max(0, left) + 60)
        hand.seat.shoot("collected")
        no_marker_in(hand.seat.home, "after the collection")


def shoot_seldom_pages(site, language, size, shots):
    desktop, seats = Desktop(site.work.parent / f"{site.work.name}-desk", size), []

    def open_seat(name, room):
        seats.append(Seat(desktop, site.bin / "examhall-client", room, language, shots, desktop.work / name))
        seats[-1].start()
        return seats[-1]

    def see(seat, page):
        time.sleep(0.3)
        seat.shoot(page)

    try:
        SeldomPages(site, open_seat, see).run()
    finally:
        for seat in seats:
            seat.close()
        desktop.close()


def run(site, options):
    parser = argparse.ArgumentParser()
    parser.add_argument("--language", default="zh", choices=LANGUAGES)
    parser.add_argument("--size", default=SIZES[0])
    parser.add_argument("--whole", action="store_true")
    asked = parser.parse_args(options.rest)
    if missing := lacking():
        print(f"skipped, missing: {' '.join(missing)}")
        sys.exit(77)
    quiet_environment()
    ways = [(x, s) for s in SIZES for x in LANGUAGES] if asked.whole else [(asked.language, asked.size)]
    for language, size in ways:
        here = Site(site.bin, site.work / f"{language}-{size}") if asked.whole else site
        shots = site.work.parent / f"{site.work.name}-shots"
        if asked.whole:
            shoot_seldom_pages(Site(site.bin, site.work / f"{language}-{size}-seldom"), language, size, shots)
        exam = Exam(here, language, size, shots)
        try:
            exam.run()
        finally:
            exam.close()
            here.stop_server()


if __name__ == "__main__":
    sys.exit(main(run, __doc__))
