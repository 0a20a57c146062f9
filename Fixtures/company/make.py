#!/usr/bin/env python3
"""Writes the fixture company as contract CSV files beside this script. Same script, same bytes.

    python3 Fixtures/company/make.py [OUT_DIR]
"""
import csv
import datetime as dt
import math
import pathlib
import random
import sys

sys.dont_write_bytecode = True
from cast import *  # noqa: E402, F403  (the cast is one page of names)

OUT = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).parent
rng = random.Random(20260401)
PERIODS = {"2026Q2": ("2026-04-01", "2026-06-30"), "2026Q3": ("2026-07-01", "2026-09-30")}


def day(text):
    return dt.date.fromisoformat(text)


def write(table, header, rows):
    with open(OUT / f"{table}.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)
    print(f"{table:22} {len(rows):5}")


def below(n):
    return int(rng.random() * n)


def pick(values):
    return values[below(len(values))]


def weighted(pairs):
    """One of (value, weight) by weight; None when no weight is left."""
    total = sum(weight for _, weight in pairs)
    if total <= 0:
        return None
    at = rng.random() * total
    for value, weight in pairs:
        at -= weight
        if at < 0:
            return value
    return pairs[-1][0]


def number(x):
    return f"{x:.4f}".rstrip("0").rstrip(".")


def stamp(date, minute):
    """A moment of an office day: `minute` minutes after nine."""
    moment = dt.datetime(date.year, date.month, date.day, 9) + dt.timedelta(minutes=minute)
    return moment.strftime("%Y-%m-%dT%H:%M:00+08:00")


def workday(date):
    while date.weekday() >= 5:
        date += dt.timedelta(days=1)
    return date


# People and where they sit.
ids, family, grade, home, leads = {}, {}, {}, {}, {}
for team, line in PEOPLE.items():
    for place, entry in enumerate(line.split(", ")):
        name, job, level = entry.split(" ")
        ids[name] = f"p{len(ids) + 1:03d}"
        family[name], grade[name], home[name] = job, level, team
        if place == 0:
            leads[team] = name
parent = {team: up for team, up, _, _ in TEAMS}
unit = {team: u for team, _, _, u in TEAMS}


def manager(name):
    team = home[name] if leads[home[name]] != name else parent[home[name]]
    return leads[team] if team else None


def present(name, date):
    if date < day(HIRED.get(name, "2020-01-01")) or date > day(LEFT.get(name, "2099-01-01")):
        return False
    for who, start, end, fraction in ABSENCES:
        if who == name and day(start) <= date <= day(end) and rng.random() < fraction:
            return False
    return True


write("periods", "period_id,starts_on,ends_on", [(p, a, b) for p, (a, b) in PERIODS.items()])
write("teams", "team_id,parent_team_id,name", [(t, up, name) for t, up, name, _ in TEAMS])
start_year = {name: 2018 + (i * 7) % 7 for i, name in enumerate(ids)}
write(
    "people", "person_id,display_name,job_family,grade,manager_id,hired_on,left_on",
    [(ids[n], n, family[n], grade[n], ids[manager(n)] if manager(n) else "",
      HIRED.get(n, f"{start_year[n]}-{3 + i % 9:02d}-{1 + i % 27:02d}"), LEFT.get(n, ""))
     for i, n in enumerate(ids)])
members = [(home[n], ids[n], HIRED.get(n, "2026-01-01"), LEFT.get(n, ""), number(ALLOCATION.get(n, 1))) for n in ids]
members += [(team, ids[n], a, b, number(x)) for n, team, a, b, x in SECONDED]
write("team_members", "team_id,person_id,valid_from,valid_to,allocation", members)
write("absences", "person_id,valid_from,valid_to,fraction",
      [(ids[n], a, b, number(x)) for n, a, b, x in ABSENCES])
write("objectives", "objective_id,period_id,team_id,owner_id,parent_key_result_id,kind,title",
      [(o, p, t, ids[n], up, kind, title) for o, p, t, n, up, kind, title in OBJECTIVES])

objective = {row[0]: row for row in OBJECTIVES}
key_results, versions, authors, check_ins = [], [], [], []
tasks, assignees, links, reviews, thanks, ratings = [], [], [], [], [], []
changed = {row[0]: row for row in CHANGED_GOALS}


def parse(people):
    """name[*][=declared]:work/review, in the order written."""
    result = []
    for entry in people.split():
        who, amounts = entry.split(":")
        who, _, declared = who.partition("=")
        work, review = amounts.split("/")
        result.append((who.rstrip("*"), who.endswith("*"), declared, float(work), float(review)))
    return result


def add_reviews(task_id, cast, doers, effort, completed, last):
    """One to three reviews of a finished task, by people who did not do it."""
    pool = [(n, review * (1 if present(n, completed) else 0)) for n, _, _, _, review in cast if n not in doers]
    partner = RUBBER_STAMPS.get(doers[0])
    stamped = partner in [n for n, _ in pool] and rng.random() < 0.85
    count = 1 if stamped else weighted([(1, 30), (2, 45), (3, 25)])
    chosen = []
    for _ in range(count):
        who = partner if stamped else weighted([(n, w) for n, w in pool if n not in chosen])
        if who is None:
            break
        chosen.append(who)
        minute = below(420)
        wait = 1 + below(2) if stamped else 20 + int(rng.random() ** 2 * 600)
        asked = stamp(completed, minute) if rng.random() < 0.92 else ""
        sent = stamp(completed, min(minute + wait, 890))  # the same day, before midnight
        depth = 0 if stamped else int(-math.log(1 - rng.random()) * (1.2 + effort * 0.35))
        verdict = "approve" if stamped else weighted([("approve", 62), ("request_changes", 20), ("comment", 18)])
        if verdict != "approve":
            depth = max(depth, 1)
        comments = "" if not stamped and rng.random() < 0.05 else depth
        kind = {"design": "design", "product": "document", "sales": "document",
                "operations": "document"}.get(family[doers[0]], "code")
        reviews.append((f"r{len(reviews) + 1:05d}", task_id, ids[who], asked, sent, verdict, comments, kind))
        look_again = workday(completed + dt.timedelta(days=1))
        if verdict == "request_changes" and look_again <= last and present(who, look_again):
            again = stamp(look_again, below(480))
            reviews.append((f"r{len(reviews) + 1:05d}", task_id, ids[who], "", again, "approve", below(2), kind))


def add_tasks(kr, team, count, cast, start, end, learned):
    """The recorded work of one key result (or, for kr == "", work linked to no goal)."""
    earlier = []
    length = (end - start).days
    for _ in range(count):
        created = workday(start + dt.timedelta(days=below(max(length - 14, 1))))
        doer = weighted([(n, work * (1 if present(n, created) else 0)) for n, _, _, work, _ in cast])
        if doer is None:
            continue
        doers, roles = [doer], ["owner"]
        if rng.random() < 0.24:
            other = weighted([(n, work) for n, _, _, work, _ in cast if n != doer and work > 0 and present(n, created)])
            if other:
                doers.append(other)
                roles.append(weighted([("co_owner", 50), ("helper", 40), ("handler", 10)]))
        if unit[team] == "points":
            effort = weighted([(1, 18), (2, 28), (3, 26), (5, 20), (8, 8)])
        else:
            effort = weighted([(4, 25), (8, 35), (12, 22), (20, 13), (32, 5)])
        scale = effort if unit[team] == "points" else effort / 4
        completed = workday(created + dt.timedelta(days=1 + below(3 + int(scale * 1.4))))
        completed = min([completed, end] + [day(LEFT[n]) for n in doers if n in LEFT])
        outcome = weighted([("delivered", 88), ("open", 6), ("dropped", 6)])
        if learned and outcome == "delivered":
            outcome = "learned"
        done = outcome in ("delivered", "learned")
        task_id = f"w{len(tasks) + 1:04d}"
        title = pick(VERBS[unit[team]]) + pick(NOUNS[team])
        shown_effort = "" if rng.random() < 0.03 else number(effort)
        tasks.append((task_id, kr, title, shown_effort, stamp(created, below(300)),
                      stamp(completed, 500) if outcome != "open" else "", outcome))
        explicit = len(doers) == 2 and rng.random() < 0.5
        first = pick([0.5, 0.6, 0.7])
        for place, who in enumerate(doers):
            part = number(first if place == 0 else 1 - first) if explicit else ""
            assignees.append((task_id, ids[who], roles[place], part))
        if earlier and rng.random() < 0.14:
            links.append((pick(earlier), task_id))
        earlier.append(task_id)
        if done and rng.random() < 0.96:
            add_reviews(task_id, cast, doers, scale, completed, end)


def add_check_ins(kr, owner, baseline, reached, start, end):
    date, step, steps = start + dt.timedelta(days=12), 14, max((end - start).days // 14, 1)
    for i in range(1, steps + 1):
        part = min(i / steps, 1)
        wobble = 0 if i == steps else (rng.random() - 0.5) * 0.12
        value = baseline + (reached - baseline) * (part + wobble)
        check_ins.append((kr, stamp(min(workday(date), end), 60 + below(300)), number(round(value, 2)),
                          number(round(0.5 + 0.4 * part * rng.random(), 2)), ids[owner]))
        date += dt.timedelta(days=step)


def add_ratings(kr, cast):
    """Points from each participant to each other: a noisy view of what was really done."""
    truth = {n: work + 0.7 * review for n, _, _, work, review in cast}
    raters = [n for n in truth if truth[n] > 0]
    for rater in raters:
        if rng.random() < 0.12:  # not answered is not zero: no row
            continue
        manner = {LENIENT_RATER: 1.7, HARSH_RATER: 0.5}.get(rater, 0.9 + 0.2 * rng.random())
        for ratee in truth:
            if ratee != rater:
                noise = math.exp((rng.random() + rng.random() - 1) * 0.5)
                ratings.append(("round-2026Q3", kr, objective_team(kr), ids[rater], ids[ratee],
                                number(round(10 * manner * max(truth[ratee], 0.2) ** 0.85 * noise, 1))))


def objective_team(kr):
    return objective[next(row[1] for row in KEY_RESULTS if row[0] == kr)][2]


for kr, goal, title, weight, baseline, target, reached, count, people in KEY_RESULTS:
    _, period, team, owner, _, kind, _ = objective[goal]
    start, end = map(day, PERIODS[period])
    stop = day(STOPPED[kr]) if kr in STOPPED else end
    cast = parse(people)
    key_results.append((kr, goal, team, title))
    versions.append((kr, start, number(weight), number(baseline), number(target), ""))
    if kr in changed:
        _, since, w, base, aim, reason = changed[kr]
        versions.append((kr, since, number(w), number(base), number(aim), reason))
    named = [c for c in cast if c[1]]
    for place, (name, _, declared, _, _) in enumerate(named):
        authors.append((kr, ids[name], "lead" if place == 0 else "member", declared))
    add_tasks(kr, team, count, cast, start, stop, kr in STOPPED)
    reporter = owner if present(owner, end - dt.timedelta(days=40)) else named[1][0]
    add_check_ins(kr, reporter, baseline, reached, start, stop)
    names = [c[0] for c in cast if c[3] + c[4] > 0]
    for _ in range(len(names)):
        giver, receiver = pick(names), weighted([(c[0], c[3] + 2 * c[4]) for c in cast])
        date = workday(start + dt.timedelta(days=10 + below((stop - start).days - 14)))
        if giver != receiver and present(giver, date):
            thanks.append((f"f{len(thanks) + 1:04d}", ids[giver], ids[receiver], kr, stamp(date, below(500)),
                           pick(THANKS)))
    if period == "2026Q3" and kr not in UNRATED:
        add_ratings(kr, cast)

# Work that is linked to no goal: on-call, chores, questions from other teams.
for period, (a, b) in PERIODS.items():
    for team in ["pay", "infra", "data", "client", "sales"]:
        chores = [(n, False, "", 1.0, 1.0) for n in ids if home[n] == team]
        add_tasks("", team, 5, chores, day(a), day(b), False)

meetings = []
for name in ids:
    boss = manager(name)
    if boss is None:
        continue
    every = {"search": 35, "sales": 42}.get(home[name], 14)  # two teams that hardly talk
    date = day("2026-04-02") + dt.timedelta(days=below(10))
    while date <= day("2026-09-30"):
        held = workday(date)
        if present(name, held) and present(boss, held):
            meetings.append((ids[boss], ids[name], stamp(held, 30 * below(16))))
        date += dt.timedelta(days=every)

write("key_results", "key_result_id,objective_id,team_id,title", key_results)
write("key_result_versions", "key_result_id,valid_from,weight,baseline,target,reason", versions)
write("check_ins", "key_result_id,checked_at,value,confidence,person_id", check_ins)
write("key_result_authors", "key_result_id,person_id,role,declared_share", authors)
write("tasks", "task_id,key_result_id,title,effort,created_at,completed_at,outcome", tasks)
write("task_assignees", "task_id,person_id,role,effort_share", assignees)
write("task_links", "task_id,blocks_task_id", links)
write("reviews", "review_id,task_id,reviewer_id,requested_at,submitted_at,verdict,comments,kind", reviews)
write("peer_ratings", "round_id,key_result_id,team_id,rater_id,ratee_id,points", ratings)
write("feedback", "feedback_id,giver_id,receiver_id,key_result_id,given_at,kind", thanks)
write("one_on_ones", "manager_id,report_id,held_at", meetings)
write("learning_records", "key_result_id,person_id,hypothesis_at,result_at,decision,reused_by_key_result_id",
      [(kr, ids[n], stamp(day(h), 60), stamp(day(r), 60), decision, reused)
       for kr, n, h, r, decision, reused in LEARNING])
write("spot_checks", "check_id,key_result_id,left_person_id,right_person_id,times_more,judged_by,judged_at",
      [(f"s{i + 1:02d}", kr, ids[a], ids[b], number(x), ids[j], stamp(day(d), 90))
       for i, (kr, a, b, x, j, d) in enumerate(SPOT_CHECKS)])
