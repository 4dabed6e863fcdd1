"""Recount a poll of Tutti's by the rules of docs/voting.md: `python3.11 recount.py LOG.json|LOG.csv ["RECEIPT"]`."""

import csv, fractions, hashlib, itertools, json, pathlib, re, sys


def check(holds, complaint):
    if not holds:
        sys.exit(f"WRONG: {complaint}")


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def commitment(poll, choice, nonce):
    fields = (b"tutti ballot 1", poll.encode(), choice.encode(), bytes.fromhex(nonce))
    return sha(*(len(field).to_bytes(4, "big") + field for field in fields)).hex()


def check_rows(head, rows, seal):
    link = bytes(32)
    for n, (seq, committed, chain, state, choice, nonce, votes, sealed) in enumerate(rows, 1):
        check(seq == str(n), f"row {n}: row {seq} stands in its place; one was left out, added or moved")
        seal = sha(b"tutti row 1", seal, "|".join((seq, committed, chain, state, choice, nonce, votes)).encode())
        check(seal.hex() == sealed, f"row {n} was changed, added or moved, or one before it was left out")
        link = sha(b"tutti chain 1", link, bytes.fromhex(committed))
        check(link.hex() == chain, f"row {n} does not follow in the chain of commitments")
        opens = state != "counted" or head["withheld"] or commitment(head["poll"], choice, nonce) == committed
        check(opens, f"row {n}: choice and nonce do not open its commitment")
    check(len(rows) == head["entries"], f"row {min(len(rows), head['entries']) + 1} is missing, or was added")
    tree = [sha(b"\0", bytes.fromhex(row[1])) for row in rows] or [sha()]
    while len(tree) > 1:  # RFC 9162, 2.1.1: a node without a partner rises as it is
        tree = [sha(b"\1", *tree[at : at + 2]) if tree[at + 1 :] else tree[at] for at in range(0, len(tree), 2)]
    check([link.hex(), tree[0].hex()] == [head["head"], head["root"]], "the log's head or Merkle root is another")
    return seal


def runoff(ballots, names, lot):
    rounds = []  # the latest first
    while True:
        tops = [(next((name for name in ranking if name in names), None), votes) for ranking, votes in ballots]
        tally = {name: sum(votes for top, votes in tops if top == name) for name in names}
        rounds.insert(0, tally)
        if 2 * max(tally.values()) > sum(tally.values()) or len(names) == 2:
            return tally
        fewest, *above = sorted(set(tally.values()))
        dropped = [name for name in names if tally[name] == fewest]
        if not above or fewest * len(dropped) >= above[0]:  # the latest round that tells them apart decides, or a lot
            dropped = [min(dropped, key=lambda name: ([each[name] for each in rounds], sha(lot, name.encode())))]
        names = [name for name in names if name not in dropped]


def schulze(ballots, names):
    duel = dict.fromkeys(itertools.permutations(names, 2), 0)
    for ranking, votes in ballots:  # above those that come after, and above those that are left out
        for a, b in [*itertools.combinations(ranking, 2), *itertools.product(ranking, set(names) - set(ranking))]:
            duel[a, b] += votes
    path = {(a, b): duel[a, b] if duel[a, b] > duel[b, a] else 0 for a, b in duel}
    for via, a, b in itertools.permutations(names, 3):
        path[a, b] = max(path[a, b], min(path[a, via], path[via, b]))
    winners = [a for a in names if all(path[a, b] >= path[b, a] for b in names if b != a)]
    return winners, max(min(duel[a, b] for b in names if b != a) for a in winners)


def recount(head, ballots):
    method, names = head["method"], [str(number) for number, *_ in head["options"]] or ["yes", "no"]
    sides = [(re.split("[,>]", choice), votes) for choice, votes in ballots if choice != "abstain"]
    counts = dict.fromkeys(names, 0)
    for parts, votes in sides:
        for part in set(parts[:1] if method in ("runoff", "schulze") else parts):
            name, _, score = part.partition("=")
            counts[name] += votes * int(score or 1)
    tally = runoff(sides, names, b"tutti lot 1" + bytes.fromhex(head["head"])) if method == "runoff" else {**counts}
    tally.pop("no", None)  # no does not win: it keeps yes from winning
    best = max(tally.values())
    leaders = [name for name in tally if tally[name] == best]
    if method == "schulze":
        leaders, best = schulze(sides, names)
    votes, of = sum(votes for _, votes in ballots), sum(votes for _, votes in sides) * (5 if method == "score" else 1)
    quorum, threshold = fractions.Fraction(head["quorum"]), fractions.Fraction(head["threshold"])
    winners = leaders if votes >= quorum * head["votes"] and best > threshold * of else []
    return {"votes": votes, "counts": counts, "winners": winners, "passed": len(winners) == 1}


text = pathlib.Path(sys.argv[1]).read_text("utf-8-sig")
lines = [] if text.startswith("{") else list(csv.reader(text.split("\n")))
head = {name: json.loads(value) for name, value in itertools.takewhile(len, lines)}  # down to the empty line
log = {"start": head.pop("start"), "poll": head, "rows": lines[len(head) + 3 : -1]} if lines else json.loads(text)
head, rows, start = log["poll"], log["rows"], sha(json.dumps(log["poll"], sort_keys=True).encode())
check(start.hex() == log["start"], "the head was changed: question, options, rules, dates or result")
print("Seal, to compare with the one that Tutti showed:", check_rows(head, rows, start).hex())
for poll, choice, nonce in (receipt.split()[1:4] for receipt in sys.argv[2:]):
    found = [f"row {row[0]}, {row[3]}" for row in rows if row[1] == commitment(poll, choice, nonce)]
    check(found, "no row of this log was made from that receipt")
    print("Your ballot:", *found)
counted = [(choice, int(votes)) for _, _, _, state, choice, _, votes, _ in rows if state == "counted"]
if head["result"] and not (head["withheld"] and len(counted) < 5):
    found, told = recount(head, counted), head["result"]
    check(found == {name: told[name] for name in found}, f"counted again it is {found}, and not {told}")
    print("Counted again:", found)
