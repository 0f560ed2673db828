"""The pages that an ordinary exam does not show, each reached as it is reached in a room: no settings, a wrong code, no
server, a shut door, the practice, a message before the start, the way out for staff, a pause, a termination, another
machine, a second try, and too late. window.py takes their pictures, access.py walks them."""
import time

import at_spi
from exam_site import Failed
from relay import Relay
from sitting_hand import Hand
from window_paper import make_paper

OPENS = 15


class SeldomPages:
    """open_seat(name, room) gives a started window, without a room one without settings; see(seat, page) is called
    with every page. All is done by keyboard, so that it can be done at any size of the text."""

    def __init__(self, site, open_seat, see):
        self.site, self.open_seat, self.see = site, open_seat, see

    def run(self):
        self.prepare()
        try:
            for part in (self.without_settings, self.at_the_door, self.before_the_start, self.too_late, self.in_the_paper,
                         self.on_another_machine, self.twice):
                part()
        finally:
            self.site.stop_server()

    def prepare(self):
        site = self.site
        site.make()
        paper, _ = make_paper(site)
        self.soon = site.batch("SOON", paper, "+3h", "+5h", 1, "--entry-before", "4h")
        self.shut = site.batch("SHUT", paper, "+3h", "+5h", 1, "--entry-before", "10m")
        self.late = site.batch("LATE", paper, "+3s", "+2h", 1, "--late-entry-after", "1s")
        self.open = site.batch("OPEN", paper, f"+{OPENS}s", "+2h", 4, "--attempts", "2", "--hand-in-after", "0s")
        self.opens = time.monotonic() + OPENS
        site.start_server()
        self.room = site.folder / "room" / "room.toml"

    def seat(self, name, ticket, room=None):
        seat = self.open_seat(name, room or self.room)
        return seat, Hand(seat, ticket)

    def shown(self, seat, name, *texts):
        for text in texts:
            seat.see(text)
        self.see(seat, name)

    def press(self, seat, text):
        seat.tab_to(seat.button(text))
        seat.screen.key("space")

    # ---- before anybody is let in

    def without_settings(self):
        seat = self.open_seat("bare", None)
        self.shown(seat, "server", "Which server?")
        address, authority = (seat.control(text, 61) for text in ("Server (host:port)", "Certificate authority of the exam (file ca.pem)"))
        self.write(seat, address, "nowhere")
        self.press(seat, "Continue")
        seat.until(lambda: any("PEM" in c.name for c in seat.of_role(at_spi.LABEL) if "ca.pem" not in c.name), "what is wrong with it")
        self.see(seat, "server-wrong")
        self.write(seat, address, f"localhost:{self.site.port}")
        self.write(seat, authority, str(self.room.parent / "ca.pem"))
        self.press(seat, "Continue")
        seat.control("Ticket number", 61)
        self.quit(seat)
        wrong = self.room.parent / "wrong.toml"
        wrong.write_text(self.room.read_text() + "colour = \"blue\"\n")
        seat = self.open_seat("wrong", wrong)
        self.shown(seat, "server-settings", "The settings of this exam room are wrong. Call the exam staff.")
        self.quit(seat)

    def write(self, seat, field, text):
        seat.tab_to(field)
        seat.screen.key("ctrl+a")
        seat.screen.type(text)

    def quit(self, seat):
        self.press(seat, "Quit")
        if seat.process.wait(10) != 0:
            raise Failed(f"退出码 / exit code {seat.process.returncode}")

    def at_the_door(self):
        relay = Relay(self.site.port)
        room = self.room.parent / "away.toml"
        room.write_text(self.room.read_text().replace(f":{self.site.port}", f":{relay.port}"))
        seat, hand = self.seat("door", dict(self.shut[0], code="AAAA-BBBB"), room)
        hand.log_in()
        code = seat.control("Access code", 61)
        seat.until(lambda: code.text() == "" and "enabled" in code.states(), "the refusal")
        self.see(seat, "login-refused")
        relay.cut()
        hand.ticket = self.shut[0]
        hand.log_in(typed=False)
        self.shown(seat, "login-away", "Trying again by itself in %1 s.")
        relay.mend()
        self.shown(seat, "login-shut", "The door is not open yet. It opens at %1.", "That is in %1 by the server's clock.")
        self.press(seat, "Cancel")
        seat.until(lambda: "enabled" in seat.control("Ticket number", 61).states(), "the form again")
        self.quit(seat)

    def before_the_start(self):
        seat, hand = self.seat("soon", self.soon[0])
        hand.log_in()
        hand.to_the_waiting_room()
        self.site.examctl("message", "SOON", "--all", "--text", "请把手机放进信封，交到讲台。", "--by", "赵")
        self.shown(seat, "waiting-message", "The proctor: %1")
        self.press(seat, "I have read this")
        hand.take("Practice paper", by_mouse=False)
        seat.see("Question %1 of %2")
        self.shown(seat, "practice", "Practice: nothing here counts. The exam begins in %1.")
        seat.screen.key("ctrl+shift+F12")
        self.shown(seat, "leaving", "For staff: leave this machine")
        self.press(seat, "Free this machine although the attempt is still open")
        self.press(seat, "Leave this machine")
        seat.control("Ticket number", 61)
        self.quit(seat)

    def too_late(self):
        seat, hand = self.seat("late", self.late[0])
        hand.log_in()
        self.shown(seat, "too-late", "No entry any more")
        self.press(seat, "Back to the login")
        self.quit(seat)

    # ---- while time runs

    def sit_down(self, seat, hand):
        time.sleep(max(0, self.opens + 0.5 - time.monotonic()))
        hand.log_in()
        hand.take("Yes, this is me", by_mouse=False)
        seat.until(hand.question, "the paper")

    def in_the_paper(self):
        seat, hand = self.seat("stopped", self.open[0])
        self.sit_down(seat, hand)
        who = ["--ticket", hand.ticket["ticket"]]
        self.site.examctl("act", "pause", "OPEN", *who, "--reason", "第三考场停电，请留在座位上")
        self.shown(seat, "paused", "The exam is paused", "Time left: %1")
        self.site.examctl("act", "resume", "OPEN", *who, "--reason", "来电")
        seat.until(hand.question, "the paper after the pause")
        self.site.examctl("act", "terminate", "OPEN", *who, "--reason", "冒名顶替")
        self.shown(seat, "terminated", "Your attempt was terminated")
        seat.close()

    def on_another_machine(self):
        seat, hand = self.seat("moved", self.open[1])
        self.sit_down(seat, hand)
        other = self.site.client(self.open[1], "PC-OTHER", "--random", "--no-hand-in")
        self.shown(seat, "taken-over", "Your seat is on another machine now")
        other.terminate()
        other.wait()
        self.press(seat, "Back to the login")
        self.quit(seat)

    def twice(self):
        """The second try is of the same paper, in an order of its own, and nothing of the first is in it."""
        seat, hand = self.seat("twice", self.open[2])
        self.sit_down(seat, hand)
        for number in (1, 2, 3):
            hand.go_to(number, by_mouse=False)
            hand.answer("A", "letter")
            hand.see_stored()
            seat.screen.key("F4")
            seat.see("Take the flag off (F4)")
        first = self.order(hand)
        hand.review_and_hand_in()
        self.shown(seat, "another-try", "Another try (%1 left)")
        self.press(seat, "Another try (%1 left)")
        self.shown(seat, "login-again", "Log in for another try")
        hand.log_in(typed=False)
        hand.take("Yes, this is me", by_mouse=False)
        seat.until(hand.question, "the paper")
        seat.screen.key("F10")
        counts = seat.see("Answered: %1. Not answered: %2. Flagged: %3. Not yet confirmed by the server: %4.")
        if (counts[0], counts[2]) != ("0", "0"):
            raise Failed(f"第二次作答留有第一次的痕迹 / the second try shows something of the first: {counts}")
        seat.screen.key("Escape")
        if self.order(hand) == first:
            raise Failed("第二次的题目顺序与第一次相同 / the second try has the first one's order")
        hand.go_to(1, by_mouse=False)
        hand.given.clear()
        item = hand.answer("C", "letter")
        hand.see_stored()
        if hand.shown(item) != "C":
            raise Failed(f"{item}: {hand.shown(item)}")
        hand.review_and_hand_in()
        self.see(seat, "second-receipt")
        self.press(seat, "Finish")
        seat.control("Ticket number", 61)
        self.quit(seat)

    def order(self, hand):
        questions = []
        for number in range(1, 17):
            hand.go_to(number, by_mouse=False)
            questions.append(hand.question())
        return questions

