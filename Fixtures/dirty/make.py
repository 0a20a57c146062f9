#!/usr/bin/env python3
"""Writes one folder per kind of bad input: a small valid company with one fault, and expect.json.

    python3 Fixtures/dirty/make.py
"""
import copy
import json
import pathlib

HERE = pathlib.Path(__file__).parent
HEAD = {
    "periods": "period_id,starts_on,ends_on",
    "people": "person_id,display_name,job_family,grade,manager_id,hired_on,left_on",
    "teams": "team_id,parent_team_id,name",
    "team_members": "team_id,person_id,valid_from,valid_to,allocation",
    "objectives": "objective_id,period_id,team_id,owner_id,parent_key_result_id,kind,title",
    "key_results": "key_result_id,objective_id,team_id,title",
    "key_result_versions": "key_result_id,valid_from,weight,baseline,target,reason",
    "key_result_authors": "key_result_id,person_id,role,declared_share",
    "tasks": "task_id,key_result_id,title,effort,created_at,completed_at,outcome",
    "task_assignees": "task_id,person_id,role,effort_share",
    "reviews": "review_id,task_id,reviewer_id,requested_at,submitted_at,verdict,comments,kind",
}
T = "T10:00:00+08:00"
CLEAN = {
    "periods": ["2026Q2,2026-04-01,2026-06-30"],
    "people": ["a,安小满,engineering,P5,,,", "b,柏青,engineering,P5,a,,", "c,岑参谋,engineering,P5,a,,", "d,丁一,product,P5,a,,"],
    "teams": ["team,,云雀小队"],
    "team_members": [f"team,{p},2026-01-01,,1" for p in "abcd"],
    "objectives": ["o1,2026Q2,team,a,,okr,更快", "o2,2026Q2,team,a,k1,okr,更稳"],
    "key_results": ["k1,o1,team,启动 1.5 秒", "k2,o2,team,崩溃率千分之一"],
    "key_result_versions": ["k1,2026-04-01,1,2.4,1.5,", "k2,2026-04-01,1,3,1,"],
    "key_result_authors": ["k1,a,lead,0.5", "k1,b,member,0.5", "k2,b,lead,", "k2,c,member,"],
    "tasks": [
        f"t{i},k{1 + i % 2},任务{i},{1 + i % 3},2026-04-{i + 2:02d}{T},2026-04-{i + 5:02d}{T},delivered" for i in range(1, 9)
    ],
    "task_assignees": [f"t{i},{'abcd'[i % 4]},owner," for i in range(1, 9)],
    "reviews": [
        f"r{i},t{i},{'abcd'[(i + 1) % 4]},2026-04-{i + 4:02d}{T},2026-04-{i + 4:02d}T15:00:00+08:00,approve,2,code"
        for i in range(1, 9)
    ],
}


def add(table, *rows):
    return lambda files: files[table].extend(rows)


def put(table, at, row):
    def change(files):
        files[table][at] = row
    return change


def task(identifier="x1", key_result="k1", effort="2", created=f"2026-04-20{T}", done=f"2026-04-22{T}", outcome="delivered"):
    """A new task of person a; the fault lies in one column."""
    def change(files):
        files["tasks"].append(f"{identifier},{key_result},坏行,{effort},{created},{done},{outcome}")
        files["task_assignees"].append(f"{identifier},a,owner,")
    return change


def declared(x, y):
    def change(files):
        files["key_result_authors"][0:2] = [f"k1,a,lead,{x}", f"k1,b,member,{y}"]
    return change


def review(row):
    return add("reviews", row)


def without_tasks(files):
    files["key_results"].append("k3,o1,team,还没有开始")
    files["key_result_authors"] += ["k3,a,lead,", "k3,b,member,"]


def alone(files):
    files["key_results"].append("k3,o1,team,一个人的目标")
    files["key_result_authors"].append("k3,d,lead,")
    files["tasks"].append(f"x1,k3,独自完成,3,2026-05-01{T},2026-05-04{T},delivered")
    files["task_assignees"].append("x1,d,owner,")


def cycle(files):
    files["objectives"][0] = "o1,2026Q2,team,a,k2,okr,更快"


CASES = {
    # folder: (exit code, codes, changes)
    "clean": (0, {}, []),
    "nan": (0, {"not_finite": 1}, [task(effort="NaN")]),
    "infinity": (0, {"not_finite": 2}, [task(effort="Infinity"), task("x2", effort="-Infinity")]),
    "negative_effort": (0, {"negative": 1}, [task(effort="-3")]),
    "huge_effort": (0, {"out_of_range": 1}, [task(effort="1e300")]),
    "infinite_dates": (0, {"date_out_of_range": 2}, [task(done="infinity"), task("x2", created="-infinity")]),
    "absurd_dates": (0, {"date_out_of_range": 2},
                     [task(created=f"1901-01-01{T}"), task("x2", done=f"9999-12-31{T}")]),
    "finish_before_start": (0, {"finish_before_start": 1}, [task(done=f"2026-04-19{T}")]),
    "future_event": (0, {"future_event": 1}, [task(done="2026-07-01T09:00:00+08:00")]),
    "unknown_enum": (0, {"unknown_value": 3},
                     [task(outcome="finished"),
                      review(f"x1,t1,d,,2026-04-09{T},lgtm,1,code"),
                      add("task_assignees", "t3,b,boss,")]),
    "orphans": (0, {"orphan": 4},
                [add("key_result_authors", "k1,nobody,member,"),
                 add("task_assignees", "t1,nobody,owner,"),
                 review(f"x1,t999,a,,2026-04-09{T},approve,1,code"),
                 add("tasks", f"x1,k999,无主任务,2,2026-04-20{T},2026-04-22{T},delivered")]),
    "blank_reference": (0, {"blank_reference": 2},
                        [add("task_assignees", "t1,,owner,"), review(f"x1,t1,,,2026-04-09{T},approve,1,code")]),
    "self_review": (0, {"self_review": 1}, [review(f"x1,t1,b,,2026-04-09{T},approve,9,code")]),
    "duplicate_assignee": (0, {"duplicate_assignee": 1}, [add("task_assignees", "t1,b,owner,")]),
    "duplicate_review": (0, {"duplicate": 1}, [lambda files: files["reviews"].append(files["reviews"][0])]),
    "goal_cycle": (0, {"goal_cycle": 1}, [cycle]),
    "declared_097": (0, {"declared_sum": 1}, [declared("0.57", "0.40")]),
    "declared_140": (0, {"declared_sum": 1}, [declared("0.80", "0.60")]),
    "declared_zero": (0, {"declared_sum": 1}, [declared("0", "0")]),
    "empty_key_result": (0, {"no_evidence": 1}, [without_tasks]),
    "one_person_key_result": (0, {"one_person": 1}, [alone]),
    "invalid_utf8": (65, {"invalid_utf8": 1}, [task("x1", outcome="delivered")]),
    "truncated": (65, {"truncated": 1}, []),
    "missing_column": (65, {"missing_column": 1}, []),
}

for name, (code, codes, changes) in CASES.items():
    files = copy.deepcopy(CLEAN)
    for change in changes:
        change(files)
    folder = HERE / name
    folder.mkdir(exist_ok=True)
    for table, rows in files.items():
        data = "\n".join([HEAD[table], *rows, ""]).encode()
        if name == "invalid_utf8" and table == "tasks":  # a surrogate, never valid in UTF-8
            data = data.replace("坏行".encode(), b"\xed\xa0\x80\xff")
        if name == "truncated" and table == "reviews":  # the feed stopped in the middle of a row, after "app"
            data = data[: data.rindex(b"approve") + 3]
        if name == "missing_column" and table == "tasks":
            lines = [line.split(",") for line in data.decode().splitlines()]
            data = "\n".join([*(",".join(line[:6]) for line in lines), ""]).encode()
        (folder / f"{table}.csv").write_bytes(data)
    (folder / "expect.json").write_text(json.dumps({"exit": code, "codes": codes}) + "\n", encoding="utf-8")
