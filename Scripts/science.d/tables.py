"""Renders the JSON lines of `fairshare simulate` as the tables of docs/measured.md.

tables.py --makes            prints the names of the makes that are measured
tables.py FOLDER SEEDS       prints the page; FOLDER holds NAME.jsonl as Scripts/science writes them
"""

import json
import pathlib
import sys

# The process of the simulator with one thing made otherwise; the last four were looked at least while the engine was made.
MAKES = (
    "standard heavy-tails many-idle effort-true likert ranking without-effort without-reviews few-raters large small "
    "careless sparse clipped lumpy reserved patchy"
).split()
RATED = {"1": "all", "0.7": "70 %", "0.6": "60 %", "0": "none"}
METHODS = {
    "equal": "equal split", "task_count": "task counts", "openrank": "OpenRank", "network": "CredRank (`network`)", "webpa": "WebPA",
    "teammates": "TEAMMATES", "catme": "CATME factor", "evidence": "`evidence`", "shapley": "`shapley`", "peer": "`peer`",
    "consensus": "**`consensus`**",
}
BANDS = ("acts 0", "acts 01-03", "acts 04-10", "acts 11-25", "acts 26+")


class Lines:
    """What one simulation printed, by type of line."""

    def __init__(self, path):
        self.rows = [json.loads(line) for line in path.read_text().splitlines()]
        result = self.rows[-1]
        if result.get("type") != "result" or result.get("exit") != 0:
            raise SystemExit(f"{path} does not end with a result")

    def of(self, kind):
        return [row for row in self.rows if row["type"] == kind]

    def one(self, kind, **wanted):
        found = [row for row in self.of(kind) if all(row[key] == value for key, value in wanted.items())]
        return found[0] if found else None


def share(value, digits=4):
    return "-" if value is None else f"{value:.{digits}f}"


def percent(value, digits=1):
    return "-" if value is None else f"{100 * value:.{digits}f} %"


def pm(row, key, digits=4):
    """A figure with its standard error over the seeds, where there is one."""
    error = row.get(f"{key}_error")
    return share(row[key], digits) + (f" ± {error:.{digits}f}" if error is not None else "")


def table(head, rows):
    print("| " + " | ".join(head) + " |")
    print("|" + "|".join(["---"] + ["---:"] * (len(head) - 1)) + "|")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print()


def accuracy(lines, model, kind="accuracy"):
    row = lines.one(kind, model=model)
    return row and row["total_variation"]


def covered(lines, band):
    row = lines.one("coverage", band=band)
    return row and row["covered"]


def worst_family(lines):
    return max(abs(row["mean_error"]) for row in lines.of("family"))


def counts(row, what):
    """False findings of all, as counts."""
    selected = row[what]
    wrong = round(row[f"false_share_of_{what}"] * selected) if selected else 0
    return f"{wrong} of {selected}"


def defaults(lines):
    print("## 1. Defaults of the simulator\n")
    print("300 people, 180 key results a company. Total variation is half the sum of absolute errors of shares, mean over key results.\n")
    best = ("equal", "task_count", "openrank", "evidence", "network")
    table(
        ["ratings on", *[METHODS[m] for m in best], METHODS["consensus"], "rated only", "`peer` there", "coverage", "worst job family"],
        [
            [RATED[peers], *[share(accuracy(l, m)) for m in best], f"**{share(accuracy(l, 'consensus'))}**",
             share(accuracy(l, "consensus", "accuracy_where_rated")), share(accuracy(l, "peer", "accuracy_where_rated")),
             share(covered(l, "all"), 3), percent(worst_family(l), 2)]
            for peers, l in lines.items()
        ],
    )
    print("Coverage of the 90 % intervals by recorded acts of the person:\n")
    table(
        ["ratings on", *[b.replace("acts ", "").replace("01-03", "1-3").replace("04-10", "4-10") + " acts" for b in BANDS], "rated", "not rated"],
        [[RATED[peers], *[share(covered(l, b), 3) for b in (*BANDS, "rated", "not rated")]] for peers, l in lines.items()],
    )


def findings(lines):
    print("## 2. Findings about credit\n")
    print("False of those selected, and power: the part found of all credit beyond the margins, also barely so. Watches include flags.\n")
    for peers, l in lines.items():
        print(f"Ratings on {RATED[peers]}:\n")
        table(
            ["planted wrong", "wrong in truth", "flags false", "share", "power", "watches false", "share", "power"],
            [
                [percent(r["prevalence"], 0), str(r["errors"]), counts(r, "flags"), percent(r["false_share_of_flags"]),
                 share(r["power_of_flags"], 2), counts(r, "watches"), percent(r["false_share_of_watches"]), share(r["power_of_watches"], 2)]
                for r in l.of("credit_findings")
            ],
        )


def attacks(lines):
    print("## 3. Attacks\n")
    print("Gain in per cent of the attacker's own share; the goal of at most 5 % is meant where two instruments exist, hence where rated.\n")
    names = [r["attack"] for r in lines["1"].of("attack") if r["model"] == "consensus"]
    def cell(l, name, model, key):
        row = l.one("attack", attack=name, model=model)
        return percent(row and row[key])
    table(
        ["attack", "all rated", "`evidence` there", "70 % rated, over all", "where rated", "nobody rates"],
        [
            [name.replace("-", " "), cell(lines["1"], name, "consensus", "gain"), cell(lines["1"], name, "evidence", "gain"),
             cell(lines["0.7"], name, "consensus", "gain"), cell(lines["0.7"], name, "consensus", "gain_where_rated"),
             cell(lines["0"], name, "consensus", "gain")]
            for name in names
        ],
    )
    print("What the same attacks gain by methods of others, where they answer (ratings on all; counts and OpenRank read no ratings):\n")
    elsewhere = lines["1"].of("attack_elsewhere")
    names = [name for name in METHODS if name in elsewhere[0]]
    table(
        ["attack", *[METHODS[m] for m in names], METHODS["consensus"]],
        [[r["attack"].replace("-", " "), *[percent(r[m]) for m in names], cell(lines["1"], r["attack"], "consensus", "gain")] for r in elsewhere],
    )


def methods(l):
    print("## 4. Beside methods that others use\n")
    company = l.of("simulation")[0]
    print(f"{company['key_results']} key results, {company['people']} true shares, ratings on {company['rated_key_results']}. Each method where it "
          "answers; \"consensus there\" is on the same key results.\n")
    rows = []
    for model, name in METHODS.items():
        all_, rated = l.one("accuracy", model=model), l.one("accuracy_where_rated", model=model)
        if all_ is None:
            continue
        rows.append([
            name, str(all_["key_results"]), pm(all_, "total_variation"), share(all_["kendall_tau"], 3),
            share(all_["consensus_total_variation"]), percent(all_["consensus_closer"]),
            share(rated and rated["total_variation"]), share(rated and rated["kendall_tau"], 3),
        ])
    table(["method", "key results", "total variation", "tau", "consensus there", "closer by", "rated only", "tau"], rows)


def ablations(l):
    print("## 5. Ablations\n")
    print("One thing less at a time, on the same companies (ratings on 70 %, 5 % of credit wrong).\n")
    names = {
        "nothing": "nothing", "peers": "peer ratings", "rates": "learned rates", "bias": "recording bias", "weights": "rater weights",
        "efforts": "effort check", "records": "half of the records",
    }
    table(
        ["without", "total variation", "change", "rated only", "tau", "coverage", "flags: false / power", "watches: false / power"],
        [
            [names.get(r["without"], r["without"]), pm(r, "total_variation"), "-" if r["change"] is None else pm(r, "change"),
             share(r["where_rated"]), share(r["kendall_tau"], 3), pm(r, "covered", 3),
             f"{share(r['false_share_of_flags'], 3)} / {share(r['power_of_flags'], 2)}",
             f"{share(r['false_share_of_watches'], 3)} / {share(r['power_of_watches'], 2)}"]
            for r in l.of("ablation")
        ],
    )


def structure(l):
    print("## 6. Known shares planted on a real structure\n")
    company = l.of("simulation")[0]
    print(f"{company['key_results']} key results and {company['people']} true shares of kafka-history; who took part in what is real, work, losses, "
          f"ratings (on {company['rated_key_results']}) and credit are drawn.\n")
    models = [m for m in METHODS if l.one("accuracy", model=m)]
    table(["", *[METHODS[m] for m in models]], [
        ["total variation", *[share(accuracy(l, m)) for m in models]],
        ["Kendall tau", *[share(l.one("accuracy", model=m)["kendall_tau"], 3) for m in models]],
    ])
    print(f"Coverage {share(covered(l, 'all'), 3)} (rated {share(covered(l, 'rated'), 3)}, not rated {share(covered(l, 'not rated'), 3)}); by acts "
          f"{' '.join(share(covered(l, b), 2) for b in BANDS)}. Largest mean error of a job family {percent(worst_family(l), 2)}.\n")
    table(
        ["planted wrong", "flags false", "power", "watches false", "power"],
        [[percent(r["prevalence"], 0), counts(r, "flags"), share(r["power_of_flags"], 2), counts(r, "watches"),
          share(r["power_of_watches"], 2)] for r in l.of("credit_findings")],
    )


def makes(folder):
    print("## 7. Companies of other make\n")
    print("`fairshare simulate --make NAME`, 5 % of credit wrong. Three figures are for ratings on 100, 60 and 0 % of the key results; few acts: coverage "
          "of people with 0 and with 1 to 3 acts, all rated and none rated; false findings: at 100 and 60 %. A figure in bold misses its goal: "
          "coverage 0.88 to 0.92, flags at most 5 % and watches at most 10 % false.\n")
    rows = []
    for make in MAKES:
        three = [Lines(folder / f"make-{make}-{peers}.jsonl") for peers in ("1", "0.6", "0")]
        def coverage(l):
            value = covered(l, "all")
            return share(value, 2) if 0.88 <= round(value, 2) <= 0.92 else f"**{share(value, 2)}**"
        def false(l, what, limit):
            row = l.of("credit_findings")[0]
            text = counts(row, what)
            return f"**{text}**" if row[what] and row[f"false_share_of_{what}"] > limit else text
        rows.append([
            make, share(accuracy(three[0], "equal"), 2), " / ".join(share(accuracy(l, "consensus"), 3) for l in three),
            " / ".join(coverage(l) for l in three),
            " / ".join(" ".join(share(covered(l, b), 2) for b in BANDS[:2]) for l in (three[0], three[2])),
            ", ".join(false(l, "flags", 0.05) for l in three[:2]), ", ".join(false(l, "watches", 0.1) for l in three[:2]),
            " / ".join(share(l.of("credit_findings")[0]["power_of_flags"], 2) for l in three[:2]),
        ])
    table(["make", "equal", "consensus", "coverage", "few acts", "false flags", "false watches", "power of flags"], rows)


def main():
    if sys.argv[1] == "--makes":
        print(" ".join(MAKES))
        return
    folder, seeds = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    default = {peers: Lines(folder / f"default-{peers}.jsonl") for peers in ("1", "0.7", "0")}
    engine = default["1"].of("version")[0]["engine"]
    print(f"# What was measured with engine {engine}\n")
    print(f"Written by `Scripts/science` from `fairshare simulate --json` (seeds 1 to {seeds}); the same engine gives the same page. ± is the standard "
          "error over the seeds. What the figures mean, and what was tried: [science.md](science.md).\n")
    defaults(default)
    findings(default)
    attacks(default)
    methods(default["0.7"])
    ablations(Lines(folder / "ablation.jsonl"))
    if (folder / "structure.jsonl").exists():
        structure(Lines(folder / "structure.jsonl"))
    makes(folder)


main()
