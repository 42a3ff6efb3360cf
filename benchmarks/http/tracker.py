#!/usr/bin/env python3
"""What the tracker costs requests: the server with it and without it, side by side, in turn. See README.md."""
import argparse, os, re, signal, statistics, subprocess, sys, time, urllib.request, uuid

from servers import Server, cpu_seconds, free_port, kit, publish_server, require

parser = argparse.ArgumentParser()
parser.add_argument("--kit", default=kit, help="folder with workloads/ and bench-app.json")
parser.add_argument("--rounds", type=int, default=6)
parser.add_argument("--seconds", type=int, default=3)
parser.add_argument("--connections", type=int, default=16)
parser.add_argument("--workloads", default="hello,chain5")
parser.add_argument("--postgres", default=os.environ.get("NFLOW_TEST_POSTGRES", ""), help="Host=…;Port=…;Username=…;Password=…;Database=…; left out when empty")
options = parser.parse_args()
require(options.kit)
# Ended by somebody, it still ends its servers and removes its databases.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))

# A bounded tracker is measured with its queue full, as it is under a load that lasts; a short queue is full at once.
variants = {"off": "enabled = false", "on": "enabled = true\nchannel_buffer = 2000", "all rows": "enabled = true\nmax_rate = 0"}


class TrackedServer(Server):
    def __init__(self, name, variant, database):
        port = free_port()
        super().__init__(
            name.replace(" ", "-"), [program, "-a", f"{options.kit}/bench-app.json", "--urls", f"http://127.0.0.1:{port}"],
            port, options.kit, options.connections, {"Logging__LogLevel__Default": "Error"})
        self.variant, self.database = variant, database
        with open(os.path.join(self.folder, "config.toml"), "w") as f:
            f.write(f"[tracker]\n{variants[variant]}\n")
            if database:
                f.write(f'[database_nflow]\ndriver = "postgres"\ndsn = "{re.sub("Database=[^;]*", "Database=" + database, options.postgres)}"\n')

    def counter(self, name):
        text = urllib.request.urlopen(f"{self.url}/metrics", timeout=30).read().decode()
        found = re.search(rf"^nflow_tracker_{name}\S* (\S+)$", text, re.M)
        return float(found[1]) if found else 0

    def settle(self):
        while self.variant != "off" and self.counter("queued") > 0:
            time.sleep(0.2)

    def database_seconds(self):
        """Processor time of the sessions that this server has in PostgreSQL."""
        total = 0
        for pid in filter(str.isdigit, os.listdir("/proc")) if self.database else []:
            try:
                if f" {self.database} " in open(f"/proc/{pid}/cmdline").read().replace("\0", " "):
                    total += cpu_seconds(pid)
            except OSError:
                pass
        return total

    def drive(self, workload, seconds):
        written, dropped, database = self.counter("written"), self.counter("dropped"), self.database_seconds()
        figures = super().drive(workload, seconds)
        figures["written"], figures["dropped"] = self.counter("written") - written, self.counter("dropped") - dropped
        figures["database"] = (self.database_seconds() - database) / figures["requests"] * 1e6
        return figures


def psql(command):
    setting = dict(part.split("=", 1) for part in options.postgres.rstrip(";").split(";"))
    subprocess.run(
        ["psql", "-q", "-h", setting["Host"], "-p", setting["Port"], "-U", setting["Username"], "-d", setting["Database"], "-c", command],
        check=True, env=dict(os.environ, PGPASSWORD=setting["Password"]))


def median(rounds, value):
    return statistics.median(map(value, rounds))


program = publish_server()
print("store     workload  tracker    req/s  CPU us  of off: req/s   CPU   rows written  dropped  database CPU us", flush=True)
for store in ["sqlite"] + (["postgres"] if options.postgres else []):
    servers = []
    databases = []
    try:
        for variant in variants:
            database = f"nflow_bench_{uuid.uuid4().hex[:12]}" if store == "postgres" else ""
            if database:
                psql(f"CREATE DATABASE {database}")
                databases.append(database)
            servers.append(TrackedServer(f"{store}-{variant}", variant, database))
            servers[-1].start()
        for workload in options.workloads.split(","):
            for s in servers:
                s.check(workload)
                s.drive(workload, 8)
            rounds = {s.variant: [] for s in servers}
            for i in range(options.rounds):
                # The one that goes first is not always the same.
                for s in servers if i % 2 == 0 else reversed(servers):
                    rounds[s.variant].append(s.drive(workload, options.seconds))
            for variant, own in rounds.items():
                pairs = list(zip(own, rounds["off"]))
                print(
                    f"{store:<9} {workload:<9} {variant:<8} {median(own, lambda r: r['rps']):>7.0f} {median(own, lambda r: r['cpu']):>7.1f}"
                    f" {median(pairs, lambda p: p[0]['rps'] / p[1]['rps']):>14.3f} {median(pairs, lambda p: p[0]['cpu'] / p[1]['cpu']):>5.2f}"
                    f" {median(own, lambda r: r['written']):>14.0f} {median(own, lambda r: r['dropped']):>8.0f} {median(own, lambda r: r['database']):>16.1f}",
                    flush=True)
    finally:
        for s in servers:
            if getattr(s, "process", None):
                s.stop()
            s.remove()
        for database in databases:
            psql(f"DROP DATABASE {database} WITH (FORCE)")
