#!/usr/bin/env python3
"""The staff's way by hand: a workbook with a dozen different mistakes, all named with row and column; then the
mended one from check to verified results; and what goes wrong at each step is said and changes nothing."""
import csv
import json
import os
import shutil
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from exam_site import CERTIFICATE, ROOT, Failed, events_of, main, report_of  # noqa: E402

BANK = ROOT / "question_banks" / "efar-junior.json"
HEADINGS = ["题号", "题型", "题干", "选项A", "选项B", "选项C", "选项D", "答案", "分值", "难度", "章节", "解析"]
GOOD = ["单选题", "会计恒等式是哪一个？", "资产=负债+所有者权益", "资产=负债", "收入=费用", "利润=收入", "A", "2", "2", "会计基础", "见教材"]


def row(number, **changes):
    cells = dict(zip(HEADINGS[1:], GOOD), 题号=f"Q{number}")
    cells["题干"] += str(number)
    cells.update(changes)
    return [cells[h] for h in HEADINGS]


# Each row has one mistake; the id that must be reported for it.
MISTAKES = [
    (row(14), None), (row(1, 题型="论述题"), "题型"), (row(2, 答案="E"), "答案"), (row(3, 答案=""), "答案"), (row(4, 选项B="资产=负债+所有者权益"), "选项"),
    (row(5, 分值="-1"), "分值"), (row(6, 难度="9"), "难度"), (row(7, 题干=""), "题干"), (row(8, 题型="判断题", 选项A="", 选项B="", 选项C="", 选项D="", 答案="也许"), "答案"),
    (row(9, 题型="填空题", 选项A="", 选项B="", 选项C="", 选项D="", 答案="一百"), "答案"), (row(10, 题干="<script>alert(1)</script>"), "题干"),
    (row(11, 分值="二"), "分值"), (row(12, 题型="多选题", 答案="AZ"), "答案"), (row(13, 题号="Q14"), "题号"),
]


def write(path, rows):
    with open(path, "w", encoding="gb18030", newline="") as out:
        csv.writer(out).writerows([HEADINGS, *rows])


def mistakes_are_named(site):
    bad = site.work / "错题.csv"
    write(bad, [r for r, _ in MISTAKES])
    done = site.examctl("bank", "check", bad, as_json=False, check=False)
    if done.returncode != 1:
        raise Failed(f"应以 1 退出 / expected exit code 1, got {done.returncode}")
    print(done.stderr)
    for number, (_, column) in enumerate(MISTAKES, 2):
        lines = [line for line in done.stderr.splitlines() if f" 第 {number} 行 " in line.split("：")[0]]
        if column is None and lines:
            raise Failed(f"第 {number} 行没有错误，却被报告 / row {number} is right, but was reported: {lines}")
        if column is not None and not any(column in line for line in lines):
            raise Failed(f"第 {number} 行的错误没有报告 / the mistake in row {number} ({column}) was not reported")
    imported = site.examctl("bank", "import", bad, "--id", "bad", check=False)
    if imported.returncode != 1 or site.examctl("bank", "list"):
        raise Failed("有错的题库不得导入 / a bank with mistakes must not be imported")


def the_way(site):
    template = site.work / "模板.xlsx"
    site.examctl("bank", "template", template)
    exported = site.work / "导出.xlsx"
    paper = site.paper()["paper"]
    site.examctl("bank", "export", "efar-junior", exported)
    site.examctl("bank", "check", exported)
    again = site.examctl("bank", "import", exported, "--dry-run")
    if again["changed"] or again["added"] or again["removed"]:
        raise Failed(f"导出再导入应无变化 / export and import must change nothing: {again}")
    return paper


def run(site, options):
    site.make()
    mistakes_are_named(site)
    paper = the_way(site)
    tickets = site.batch("WAY", paper, "+600s", "+620s", 3, "--hand-in-after", "0s", "--grace", "1s")
    seats(site)
    site.start_server()
    time.sleep(0.5)
    refused = site.examctl("batch", "reschedule", "WAY", "--start", "2020-01-01 09:30", "--reason", "x", check=False)
    if refused.returncode != 1 or "starts_in_the_past" not in refused.stderr:
        raise Failed(f"改到过去应被拒绝 / a start in the past must be refused: {refused.stdout}{refused.stderr}")
    planned = site.examctl("batch", "list")[0]["start"]
    site.examctl("batch", "reschedule", "WAY", "--start", "+4s", "--end", "+16s", "--reason", "演示改期")
    if site.examctl("batch", "list")[0]["start"] == planned:
        raise Failed("改期后列表仍是原时间 / the list still shows the old time after rescheduling")
    site.examctl("backup", "create", site.work / "before")
    clients = [site.client(t, f"PC-{i}", "--random", "--seed", i, "--think", "5..10") for i, t in enumerate(tickets)]
    for client in clients:
        if client.wait(60) != 0:
            raise Failed(f"{client.folder}: 退出码 / exit code {client.returncode}")
    site.wait_until_graded(["WAY"])
    results(site)
    other_scores(site, paper)
    backup(site)
    site.evidence("WAY")
    one_answer(site, clients[0])
    deeds(site, tickets)
    if site.stop_server() != 0:
        raise Failed("服务器未正常停止 / the server did not stop in order")
    history(site)


def seats(site):
    """Rooms drawn as tables: by name before tickets are drawn, written out, moved about and read back; mistakes change nothing."""
    site.examctl("batch", "add", "--code", "SEATS", "--title", "座位演示", "--certificate", CERTIFICATE, "--level", "初级",
                 "--start", "+2h", "--end", "+3h", "--paper", site.examctl("paper", "list")[0]["paper"])
    roster, plan, written = site.work / "名单.csv", site.work / "305.csv", site.work / "座位表.xlsx"
    with open(roster, "w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows([["姓名", "院校", "证件类型", "证件号码", "考点"],
                                   *[[f"样例{n}", "虚构学院", "其他", f"SAMPLE{i}", "虚构考点"] for i, n in enumerate("甲乙丙丁")]])
    site.examctl("roster", "import", "SEATS", roster)
    plan.write_text("考场：305\n,讲台,\n样例甲,过道,样例戊\n样例乙,,样例乙\n", encoding="utf-8")
    done = site.examctl("seats", "import", "SEATS", plan, check=False)
    if done.returncode != 1 or "seat_person_unknown" not in done.stderr or "seat_person_twice" not in done.stderr:
        raise Failed(f"两处错误都应报告 / both mistakes must be reported: {done}")
    if any(c["seat"] for c in site.examctl("roster", "list", "SEATS")):
        raise Failed("有错的座位表不得写入 / a plan with mistakes must change nothing")
    plan.write_text("考场：305\n,讲台,\n样例甲,过道,样例丙\n样例乙,,空\n", encoding="utf-8")
    if (told := site.examctl("seats", "import", "SEATS", plan))["left_out"] != 1:
        raise Failed(f"应指出一人没有座位 / one without a seat must be told: {told}")
    if [c["seat"] for c in site.examctl("roster", "list", "SEATS")] != ["1-01", "2-01", "1-02", ""]:
        raise Failed(f"座位与图不符 / other seats than drawn: {site.examctl('roster', 'list', 'SEATS')}")
    site.examctl("seats", "export", "SEATS", written)
    if (told := site.examctl("seats", "import", "SEATS", written))["changed"] or told["kept"] != 3:
        raise Failed(f"导出再导入应无变化 / export and import must change nothing: {told}")


def results(site):
    table = site.work / "成绩.csv"
    site.examctl("results", "WAY", "--csv", table, "--xlsx", site.work / "成绩.xlsx")
    with open(table, encoding="utf-8-sig", newline="") as lines:
        if len(list(csv.DictReader(lines))) != 3:
            raise Failed("成绩表应有 3 人 / the table of results must have 3 rows")
    site.examctl("doctor", check=False)


def other_scores(site, paper):
    """A key was wrong: nothing changes before a second person has approved these very scores."""
    correction = site.work / "更正.json"

    def write_correction(item):
        correction.write_text(json.dumps({"format": "examhall-correction/1", "paper": paper, "reason": "演示：一题有争议，全体满分",
                                          "items": [{"id": item, "void": "full"}]}))

    def refused(why, *args):
        done = site.examctl(*args, check=False)
        if isinstance(done, dict) or done.returncode != 1 or why not in done.stderr:
            raise Failed(f"应以 {why} 拒绝 / must be refused with {why}: {done}")

    regrade = ["regrade", "WAY", "--correction", correction]
    for item in json.loads(BANK.read_text(encoding="utf-8"))["items"]:  # not all of them are in the paper
        write_correction(item["id"])
        preview = site.examctl(*regrade, check=False)
        if isinstance(preview, dict) and preview["changes"]:
            break
    refused("not_approved", *regrade, "--apply")
    request = site.examctl(*regrade, "--propose", "--by", "zhao")["request"]
    again = site.examctl(*regrade)
    target = [e for e in events_of(site.evidence("WAY")[0]) if e["kind"] == "proposed"][-1]["body"]["target"]
    if again["code"].replace(" ", "") != target[:16]:
        raise Failed(f"核对码与申请不符 / the code is not of what was asked for: {again['code']} {target}")
    refused("own_request", "act", "approve", "WAY", request, "--by", "zhao", "--reason", "x")
    refused("not_approved", *regrade, "--apply")
    site.examctl("act", "approve", "WAY", request, "--by", "qian", "--reason", "已核对")
    site.examctl(*regrade, "--apply", "--by", "zhao")


def one_answer(site, client):
    """Proven by the receipt and the public file, and nothing else in either."""
    ack = report_of(client)["acknowledged"][-1]
    proof, public = site.work / "proof.json", site.work / "public.jsonl"
    site.examctl("evidence", "prove", "WAY", proof, "--ticket", client.ticket, "--item", ack["item"])
    site.examctl("evidence", "publish", public)
    held = ["--public", public, "--receipt", client.folder / "receipt.json", "--kept", f"{ack['seq']}:{ack['link']}",
            "--key", site.public_key]
    shown = site.examctl("evidence", "verify-answer", proof, *held)
    if (shown["ticket"], shown["item"], shown["response"]) != (client.ticket, ack["item"], ack["response"]):
        raise Failed(f"证明的不是考生的作答 / the proof is not of what the candidate answered: {shown} {ack}")
    if site.examctl("evidence", "verify-answer", proof, *held[2:], check=False).returncode != 1:
        raise Failed("没有比对的回执不能算通过 / a receipt that nothing was compared with must not pass")
    proof.write_text(proof.read_text().replace('\\"no\\":', '\\"no\\":1'))
    if site.examctl("evidence", "verify-answer", proof, *held, check=False).returncode != 1:
        raise Failed("改动过的证明应被识破 / a proof that was changed must be found out")


def deeds(site, tickets):
    """What staff did with the tools is in the journal: in its order, with who; and no name, code or answer is in it."""
    if site.examctl("results", "WAY", "--ticket", tickets[0]["name"], check=False).returncode != 4:
        raise Failed("以姓名查分应被拒绝 / a name is no ticket")
    if site.examctl("tickets", "WAY", site.work / "x.csv", "--redraw", tickets[0]["name"], check=False).returncode != 4:
        raise Failed("以姓名重发登录码应被拒绝 / a name is no ticket")
    if site.examctl("roster", "import", "WAY", site.work / "名单.csv", "--by", os.fsdecode(b"\xd5\xd4"), check=False).returncode != 2:
        raise Failed("操作人须是 UTF-8 / who does it must be UTF-8")
    wanted = ["batch_added", "roster_imported", "tickets_drawn", "results_read", "evidence_exported", "evidence_exported", "answer_proven"]
    patience = time.monotonic() + 10
    while True:
        log = [e for e in site.examctl("account", "log", "--batch", "WAY") if e["kind"] == "staff_did"]
        done = [e["what"] for e in log]
        if [w for i, w in enumerate(done) if w != "results_read" or done[i - 1] != w] == wanted:
            break
        if time.monotonic() > patience:
            raise Failed(f"日志中的考务工作不符 / other deeds than were done: {[e['what'] for e in log]}")
        time.sleep(0.2)
    text = json.dumps(log, ensure_ascii=False)
    if any(not e["by"] for e in log) or any(t[k] in text for t in tickets for k in ("name", "code")):
        raise Failed(f"应有操作人，不应有姓名 / who did it must be there, and nobody's name: {text}")
    whole = [e["what"] for e in site.examctl("account", "log") if e["kind"] == "staff_did"]
    if [w for w in whole if w.startswith("seats_")] != ["seats_imported", "seats_exported"] or whole.count("backup_begun") != 2:
        raise Failed(f"日志中的考务工作不全 / deeds are missing: {whole}")


def history(site):
    """The journal holds against its checkpoints; an older backup that is put back does not."""
    kept = site.work / "kept.checkpoint"
    site.examctl("checkpoint", "make", "--out", kept)
    handed_out = site.folder / "data" / "checkpoints.jsonl"
    site.examctl("checkpoint", "check", kept, handed_out, "--key", site.public_key)
    older = site.work / "older"
    site.examctl("backup", "restore", site.work / "before", older)
    data = site.folder / "data"
    for name in ("journal.db", "catalogue.db"):
        for leftover in data.glob(name + "*"):
            leftover.unlink()
        shutil.copy2(older / name, data / name)
    done = site.examctl("checkpoint", "check", kept, "--key", site.public_key, check=False)
    if done.returncode != 1 or "journal_differs" not in done.stderr:
        raise Failed(f"恢复的旧备份应被检查点识破 / an older backup must not hold: {done.stdout}{done.stderr}")


def backup(site):
    site.examctl("backup", "create", site.work / "backup")
    site.examctl("backup", "check", site.work / "backup")
    site.examctl("backup", "restore", site.work / "backup", site.work / "restored")
    drilled = site.examctl("backup", "drill", site.work / "backup")
    if (drilled["batches"], drilled["candidates"]) != (2, 3) or drilled["answers"] == 0:
        raise Failed(f"恢复演练读到的不对 / the restore drill read something else: {drilled}")


if __name__ == "__main__":
    assert ROOT.exists()
    sys.exit(main(run, __doc__))
