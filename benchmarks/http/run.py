#!/usr/bin/env python3
"""Starts the server and its two floors side by side on loopback, drives them in turn with wrk, prints ratios. See README.md."""
import argparse, json, os, statistics

from servers import Server, free_port, kit, publish, publish_server, require, root

parser = argparse.ArgumentParser()
parser.add_argument("--kit", default=kit, help="folder with workloads/ and bench-app.json")
parser.add_argument("--rounds", type=int, default=3)
parser.add_argument("--seconds", type=int, default=2)
parser.add_argument("--starts", type=int, default=3, help="starts of each server, for the cold start")
parser.add_argument("--connections", type=int, default=16)
parser.add_argument("--workloads", default="hello,chain5,form,compute,echo")
parser.add_argument("--json", help="file to write the figures to")
options = parser.parse_args()

require(options.kit)
workloads = os.path.join(options.kit, "workloads")

floor = os.path.join(publish(f"{root}/benchmarks/http/Floor", "floor"), "nflow-floor")
server = publish_server()
ports = [free_port() for _ in range(4)]
servers = [
    Server("floor-B1", [floor, workloads, str(ports[0])], ports[0], options.kit, options.connections, {"FLOOR": "B1"}),
    Server("nflow", [server, "-a", f"{options.kit}/bench-app.json", "--urls", f"http://127.0.0.1:{ports[1]}"], ports[1], options.kit, options.connections, {"Logging__LogLevel__Default": "Warning"}),
    Server("B1-app", [floor, workloads, str(ports[3])], ports[3], options.kit, options.connections, {"FLOOR": "B1-app"}),
    Server("floor-A", [floor, workloads, str(ports[2])], ports[2], options.kit, options.connections, {"FLOOR": "A"}),
]
figures = {"workloads": {}}
try:
    for attempt in range(options.starts):
        for s in servers:
            s.start()
        if attempt + 1 < options.starts:
            for s in servers:
                s.stop()
    print("workload  server      req/s   p50 ms  p99 ms  CPU us  of floor B1: req/s   p99   CPU")
    for workload in options.workloads.split(","):
        for s in servers:
            s.check(workload)
            # The first load is what the runtime compiles by; it takes its time over it on a busy machine.
            s.drive(workload, 2 if figures["workloads"] else 8)
        rounds = {s.name: [] for s in servers}
        for _ in range(options.rounds):
            for s in servers:
                rounds[s.name].append(s.drive(workload, options.seconds))
        for s in servers:
            median = {key: statistics.median(r[key] for r in rounds[s.name]) for key in ("rps", "p50", "p99", "cpu")}
            ratio = {key: statistics.median(r[key] / b[key] for r, b in zip(rounds[s.name], rounds["floor-B1"])) for key in ("rps", "p99", "cpu")}
            figures["workloads"].setdefault(workload, {})[s.name] = {**median, **{f"ratio_{key}": value for key, value in ratio.items()}}
            print(f"{workload:<9} {s.name:<9} {median['rps']:>8.0f} {median['p50']:>8.2f} {median['p99']:>7.2f} {median['cpu']:>7.1f} {ratio['rps']:>18.2f} {ratio['p99']:>5.2f} {ratio['cpu']:>5.2f}", flush=True)
    figures["memory_mb"] = {s.name: round(s.memory_mb()) for s in servers}
    figures["starts"] = {s.name: s.starts for s in servers}
    floor_memory = figures["memory_mb"]["floor-B1"]
    floor_start = statistics.median(start["cpu_ms"] for start in servers[0].starts)
    for s in servers:
        cold = s.starts[0]
        warm = {key: statistics.median(start[key] for start in s.starts[1:] or s.starts) for key in ("ms", "cpu_ms")}
        memory = figures["memory_mb"][s.name]
        print(f"{s.name:<9} memory {memory} MB ({memory / floor_memory:.2f}); to the first answer: {cold['ms']} ms in an empty folder, {warm['ms']:.0f} ms after ({warm['cpu_ms']:.0f} ms CPU, {warm['cpu_ms'] / floor_start:.2f})")
finally:
    for s in servers:
        if getattr(s, "process", None):
            s.stop()
        s.remove()
if options.json:
    with open(options.json, "w") as f:
        json.dump(figures, f, indent=2)
