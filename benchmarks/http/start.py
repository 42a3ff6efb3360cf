#!/usr/bin/env python3
"""How long the server takes from its start to its first answered workflow, nothing else running. See README.md."""
import argparse, os, statistics

from servers import Server, free_port, kit, publish, publish_server, require, root

parser = argparse.ArgumentParser()
parser.add_argument("--kit", default=kit, help="folder with workloads/ and bench-app.json")
parser.add_argument("--starts", type=int, default=7)
parser.add_argument("--self-contained", action="store_true", help="also with its own copy of .NET, compiled as one; publishing that takes minutes")
options = parser.parse_args()

require(options.kit)
workloads = os.path.join(options.kit, "workloads")


def nflow(name, program):
    port = free_port()
    return Server(name, [program, "-a", f"{options.kit}/bench-app.json", "--urls", f"http://127.0.0.1:{port}"], port, options.kit, 1, {"Logging__LogLevel__Default": "Warning"})


floor, port = os.path.join(publish(f"{root}/benchmarks/http/Floor", "floor"), "nflow-floor"), free_port()
servers = [Server("floor-B1", [floor, workloads, str(port)], port, options.kit, 1, {"FLOOR": "B1"}), nflow("nflow", publish_server())]
if options.self_contained:
    servers.append(nflow("nflow, self-contained", publish_server("--self-contained")))

try:
    for kind in ["in an empty folder", "with its database"]:
        for s in servers:
            s.starts.clear()
        for _ in range(options.starts):
            for s in servers:
                if kind.startswith("in an empty"):
                    s.remove()
                    os.mkdir(s.folder)
                s.start()
                s.stop()
        for s in servers:
            times = sorted(start["ms"] for start in s.starts)
            cpu = statistics.median(start["cpu_ms"] for start in s.starts)
            print(f"{s.name:<22} {kind:<19} {statistics.median(times):>5.0f} ms ({times[0]} to {times[-1]}), {cpu:.0f} ms CPU", flush=True)
finally:
    for s in servers:
        s.remove()
