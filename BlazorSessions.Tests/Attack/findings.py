"""Tells what the tools found, what they could not finish, and how the app took it. Ends with 1 when a finding is not explained."""
import collections
import glob
import json
import os
import pathlib
import re
import sys
import urllib.request

MOST_MEMORY = 1024  # MiB, at any time of the run


def read(path):
    return pathlib.Path(path).read_text(encoding="utf-8", errors="replace")


def of_wapiti(out):
    found, unfinished = set(), []
    for log in sorted(glob.glob(f"{out}/wapiti/*.log")):
        name, report, text = pathlib.Path(log).stem, log[:-3] + "json", read(log)
        if not os.path.exists(report) or "Max attack time" in text or "Max scan time" in text or "Traceback" in text or "File \"/usr" in text:
            unfinished.append(f"wapiti {name}")
        if not os.path.exists(report):
            continue
        told = json.loads(read(report))
        for kind in ("vulnerabilities", "anomalies", "additionals"):
            for category, entries in told[kind].items():
                for e in entries:
                    found.add(f"wapiti {name.split('-')[0]}: {category}: {e['method']} {e['path']} {e['parameter'] or '-'}: {e['info']}")
    return found, unfinished


def of_sqlmap(out):
    found, unfinished, tested = set(), [], collections.Counter()
    for log in sorted(glob.glob(f"{out}/sqlmap/*.log")):
        name, level = pathlib.Path(log).stem.rsplit("-", 1)
        text, asked = read(log), read(f"{out}/sqlmap/{name}.parameters").split(",")
        done = len(re.findall(r"does not seem to be injectable|is vulnerable", text))
        tested[level] += done
        if "[*] ending" not in text or done < len(asked):
            unfinished.append(f"sqlmap, level {level}: {name} ({done} of {len(asked)} parameters)")
        for line in text.splitlines():
            suspected = re.search(r"(\S+ )?parameter '[^']+'(?= appears to be '| might be (vulnerable|injectable))", line)
            if "is vulnerable" in line or "identified the following injection" in line \
                    or suspected and f"{suspected[0]} does not seem to be injectable" not in text:  # it looks again, and takes most back
                found.add(f"sqlmap {name}: {re.sub(r'^.{10} ', '', line)}")
    return found, unfinished, tested


def of_the_door(out):
    found, requests, forms = set(), collections.defaultdict(collections.Counter), collections.Counter()
    for line in read(f"{out}/requests.tsv").splitlines():
        label, method, path, status, _ = line.split("\t")
        if label == "callback":
            if path != "/" and not path.startswith("/get_"):
                found.add(f"door: the app, or a tool by itself, asked for {path}")
            continue
        requests[label][status[0] + "xx"] += 1
        if method not in ("GET", "HEAD", "OPTIONS"):
            forms[label, "refused" if status == "400" else "let in"] += 1
        if status[0] == "5":
            found.add(f"door: {status} for {method} {path} ({label})")
    return found, requests, forms


def of_the_app(out, pid, url, cookies):
    found = set()
    for line in read(f"{out}/app.log").splitlines():
        if re.match(r"\S+ (fail|crit) ", line) or "Exception" in line or not re.match(r"\d{4}-\d\d-\d\dT", line):
            found.add(f"app: {line[:300]}")
    try:
        for path in ("/health/ready", "/api/session"):
            urllib.request.urlopen(urllib.request.Request(url + path, headers={"Cookie": cookies}), timeout=30).close()
    except OSError as fault:
        found.add(f"app: {path} at the end: {fault}")
    memory = dict(re.findall(r"(VmHWM|VmRSS):\s+(\d+) kB", read(f"/proc/{pid}/status")))
    most = int(memory["VmHWM"]) // 1024
    if most > MOST_MEMORY:
        found.add(f"app: {most} MiB of memory")
    return found, most, int(memory["VmRSS"]) // 1024


def main():
    out, pid, url, cookies = sys.argv[1:]
    explained = [line.split("\t") for line in read(os.path.join(os.path.dirname(__file__), "explained.tsv")).splitlines()]
    by_wapiti, open_wapiti = of_wapiti(out)
    by_sqlmap, open_sqlmap, tested = of_sqlmap(out)
    by_door, requests, forms = of_the_door(out)
    by_app, most, now = of_the_app(out, pid, url, cookies)

    print("== requests")
    for label, counts in requests.items():
        print(f"{label}: {sum(counts.values())} ({', '.join(f'{n} {s}' for s, n in sorted(counts.items()))}),",
              f"forms let in {forms[label, 'let in']}, refused {forms[label, 'refused']}")
    print("parameters that sqlmap finished:", ", ".join(f"{n} at level {level}" for level, n in sorted(tested.items())))
    print(f"the app's memory: {now} MiB, at most {most} MiB")
    print("== out of time or broken off")
    print("\n".join(open_wapiti + open_sqlmap) or "nothing")
    print("== findings")
    unexplained = 0
    for finding in sorted(by_wapiti | by_sqlmap | by_door | by_app):
        reason = next((why for pattern, why in explained if re.search(pattern, finding)), None)
        unexplained += reason is None
        print(f"{'explained' if reason else 'FOUND'}: {finding}" + (f"\n  {reason}" if reason else ""))
    print(f"{unexplained} findings that nothing explains")
    sys.exit(1 if unexplained else 0)


main()
