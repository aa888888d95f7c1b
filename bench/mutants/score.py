"""Prints the score of a report, and with a second argument what survived: score.py REPORT [all]"""
import collections
import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    report = json.load(file)

counts = collections.Counter()
static = 0
for path, source in sorted(report["files"].items()):
    lines = source["source"].split("\n")
    for mutant in source["mutants"]:
        if mutant["status"] not in ("Killed", "Timeout", "Survived", "NoCoverage"):
            continue
        if mutant.get("static"):
            static += 1  # the tool keeps a process for many mutants, and a table is filled once: it can't judge these
            continue
        counts[mutant["status"]] += 1
        if len(sys.argv) > 2 and mutant["status"] in ("Survived", "NoCoverage"):
            start, end = mutant["location"]["start"], mutant["location"]["end"]
            text = lines[start["line"] - 1][start["column"] - 1 : end["column"] - 1 if end["line"] == start["line"] else None]
            print(f"{path.split('/')[-1]}:{start['line']} {text} -> {mutant.get('replacement', '')}")

found = counts["Killed"] + counts["Timeout"]
total = sum(counts.values())
score = 100 * found / total
print(f"{score:.1f} % of {total}: {counts['Killed']} killed, {counts['Timeout']} timed out, {counts['Survived']} survived, "
      f"{counts['NoCoverage']} not covered; {static} in static tables not judged")
sys.exit(0 if score >= 80 else 1)
