"""A candidate at a window: reads the question on the screen, answers it by mouse or by keyboard, and notes what the
screen said was stored."""
import re
import time

import at_spi
from exam_site import Failed
from window_paper import MARKER, OPTIONS

KINDS = {"单": "S", "多": "M", "判": "T", "数": "N"}
LETTERS = "ABCD"


class Hand:
    def __init__(self, seat, ticket):
        self.seat, self.screen, self.ticket = seat, seat.screen, ticket
        self.given, self.stored = {}, []  # id → last response; (id, response) that the screen showed as stored

    # ---- before the paper

    def log_in(self, by_mouse=False, typed=True):
        seat = self.seat
        ticket = seat.control("Ticket number", 61)
        if typed:
            seat.enter(ticket)
            self.screen.type(self.ticket["ticket"])
        if by_mouse:
            seat.enter(seat.control("Access code", 61))
        else:
            seat.tab_to(seat.control("Access code", 61))
        self.screen.type(self.ticket["code"].lower() if by_mouse else self.ticket["code"])
        seat.shoot("login")
        if by_mouse:
            seat.press("Log in")
        else:
            self.screen.key("Return")

    def to_the_waiting_room(self, by_mouse=False):
        seat = self.seat
        for page, title, button in (("person", "Is this you?", "Yes, this is me"),
                                    ("rules", "Rules of the exam room", "I have read the rules and accept them"),
                                    ("checks", "Check of this machine", "Continue")):
            seat.see(title)
            seat.shoot(page)
            self.take(button, by_mouse)
        seat.see("Waiting room")
        seat.shoot("waiting")

    def take(self, button, by_mouse):
        control = self.seat.button(button)
        if by_mouse:
            return self.seat.click(control)
        self.seat.tab_to(control)
        self.screen.key("space")

    # ---- at the paper

    def question(self):
        """The id of the open question, as its text says."""
        for control in self.seat.showing():
            if found := re.search(MARKER + "(.)(\\d)", control.name):
                return KINDS[found[1]] + found[2]
        return None

    def go_to(self, number, by_mouse=True):
        seat = self.seat
        where = seat.find("Question %1 of %2")
        if where and int(where[1].group(1)) == number:
            return
        if by_mouse:
            seat.click(seat.until(lambda: self.palette(number), f"palette {number}"))
        else:
            step = number - int(where[1].group(1))
            for _ in range(abs(step)):
                self.screen.key("Next" if step > 0 else "Prior")
        seat.until(lambda: (w := seat.find("Question %1 of %2")) and int(w[1].group(1)) == number, f"question {number}")
        seat.until(self.question, "the question's text")

    def palette(self, number):
        return next((c for c in self.seat.of_role(at_spi.BUTTON)
                     if (m := self.seat.words.pattern("Question %1").match(c.name)) and re.search(rf"(?<!\d){number}(?!\d)", c.name)), None)

    def option(self, letter):
        word = "选项" + OPTIONS[LETTERS.index(letter)]
        return self.seat.until(lambda: next((c for c in self.seat.of_role(at_spi.CHECK, at_spi.RADIO) if word in c.name), None), word)

    def choose(self, control, way):
        if way == "mouse":
            return self.seat.click(control)
        if way == "letter":  # as it stands before the option
            return self.screen.key(control.name[0].lower())
        self.seat.tab_to(control)
        self.screen.key("space")

    def answer(self, response, way):
        """Gives it to the open question; the way is "mouse", "letter" or "tab"."""
        item = self.question()
        if isinstance(response, bool):
            words = "True" if response else "False"
            if way == "letter":
                self.screen.key("t" if response else "f")
            else:
                self.choose(self.seat.control(words, at_spi.CHECK, at_spi.RADIO), way)
        elif item[0] == "N":
            self.type_number(response, way)
        else:
            for letter in response:
                self.choose(self.option(letter), way)
        self.given[item] = response
        return item

    def number_field(self):
        return self.seat.until(lambda: next(iter(self.seat.of_role(61)), None), "the number field")

    def type_number(self, text, way):
        field = self.number_field()
        if way == "mouse":
            self.seat.enter(field)
        else:
            self.seat.tab_to(field)
        self.screen.key("ctrl+a")
        self.screen.type(text)
        if way != "mouse":
            self.screen.key("Return")

    def see_stored(self, patience=15):
        """What the screen shows as stored has to be in the evidence afterwards. Since when is not known of what was
        stored before the login."""
        item, seat = self.question(), self.seat
        seat.until(lambda: seat.find("Stored at the server %1", [at_spi.LABEL]) or seat.find("Stored at the server", [at_spi.LABEL]),
                   f"stored: {item}", patience)
        if self.question() != item:
            raise Failed("the question changed by itself")
        self.stored.append((item, self.given[item]))

    def shown(self, item):
        """The response that the open question shows."""
        if item[0] == "N":
            return self.number_field().text()
        chosen = [c.name for c in self.seat.of_role(at_spi.CHECK, at_spi.RADIO) if "checked" in c.states()]
        if item[0] == "T":
            return {w: v for v, word in ((True, "True"), (False, "False")) for w in self.seat.words.shapes(word)}.get(chosen[0]) if chosen else None
        return "".join(sorted(LETTERS[OPTIONS.index(n.split("选项")[1][0])] for n in chosen if "选项" in n))

    def review_and_hand_in(self, by_mouse=False):
        seat = self.seat
        self.screen.key("F10") if not by_mouse else seat.press("Review and hand in (F10)")
        seat.see("Review before handing in")
        seat.shoot("review")
        self.take("Hand in…", by_mouse)
        seat.see("Hand in the paper?")
        seat.shoot("ask")
        time.sleep(0.2)
        self.take("Hand in", by_mouse)
        seat.see("Your paper is handed in. You may leave when the proctor allows it.", 30)
        seat.shoot("receipt")
