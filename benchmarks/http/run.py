#!/usr/bin/env python3
"""Starts the server and its two floors side by side on loopback, drives them in turn with wrk, prints ratios. See README.md."""
import argparse, json, os, platform, re, shutil, signal, socket, statistics, subprocess, sys, tempfile, time, urllib.request

here = os.path.dirname(os.path.abspath(__file__))
root = os.path.dirname(os.path.dirname(here))
kit = os.path.join(os.path.dirname(root), "shared", "bench")

parser = argparse.ArgumentParser()
parser.add_argument("--kit", default=kit, help="folder with workloads/ and bench-app.json")
parser.add_argument("--rounds", type=int, default=3)
parser.add_argument("--seconds", type=int, default=3)
parser.add_argument("--starts", type=int, default=3, help="starts of each server, for the cold start")
parser.add_argument("--connections", type=int, default=16)
parser.add_argument("--workloads", default="hello,chain5,form,compute,echo")
parser.add_argument("--json", help="file to write the figures to")
options = parser.parse_args()

workloads = os.path.join(options.kit, "workloads")
if not os.path.isdir(workloads):
    sys.exit(f"The workloads are not at {workloads}; name the kit's folder with --kit.")
if not shutil.which("wrk"):
    sys.exit("wrk is not installed: apt-get install wrk")


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def publish(project, name, *arguments):
    out = os.path.join(tempfile.gettempdir(), "nflow-bench", name)
    subprocess.run(["dotnet", "publish", project, "-c", "Release", "-o", out, "-v", "q", "-nologo", *arguments], check=True)
    return out


def runtime_identifier():
    architecture = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}[platform.machine().lower()]
    return f"{'linux' if sys.platform == 'linux' else 'osx'}-{architecture}"


class Server:
    def __init__(self, name, command, port, env=None):
        self.name, self.url, self.command, self.env = name, f"http://127.0.0.1:{port}", command, dict(os.environ, **(env or {}))
        self.log = open(os.path.join(tempfile.gettempdir(), f"nflow-bench-{name}.log"), "w")
        self.folder = tempfile.mkdtemp(prefix="nflow-bench-")
        self.starts = []

    def start(self):
        """Starts the process and waits for its first answer; a server starts in the same folder again, so the second start finds its database."""
        started = time.monotonic()
        self.process = subprocess.Popen(self.command, cwd=self.folder, env=self.env, stdout=self.log, stderr=self.log)
        while True:
            try:
                self.get("hello")
                break
            except OSError:
                if self.process.poll() is not None or time.monotonic() - started > 60:
                    sys.exit(f"{self.name} does not answer; see {self.log.name}")
                time.sleep(0.005)
        self.starts.append({"ms": round((time.monotonic() - started) * 1000), "cpu_ms": round(self.cpu_seconds() * 1000)})

    def cpu_seconds(self):
        fields = open(f"/proc/{self.process.pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def get(self, workload):
        body = open(f"{workloads}/body.json", "rb").read() if workload == "echo" else None
        request = urllib.request.Request(f"{self.url}/bench/{workload}", data=body, headers={"Content-Type": "application/json"} if body else {})
        return urllib.request.urlopen(request, timeout=30).read()

    def check(self, workload):
        got, want = self.get(workload), open(f"{workloads}/expected/{workload}", "rb").read()
        if got != want and (workload == "form" or json.loads(got) != json.loads(want)):
            sys.exit(f"{self.name} answers {workload} differently:\n{got[:300]}\nexpected\n{want[:300]}")

    def drive(self, workload, seconds):
        cpu = self.cpu_seconds()
        script = ["-s", f"{options.kit}/echo.lua"] if workload == "echo" else []
        text = subprocess.run(
            ["wrk", "-t1", f"-c{options.connections}", f"-d{seconds}s", "--timeout", "30s", "--latency", *script, f"{self.url}/bench/{workload}"],
            capture_output=True, text=True, env=dict(os.environ, BODY=f"{workloads}/body.json")).stdout
        trouble = re.search(r"Non-2xx.*|Socket errors.*", text)
        if trouble:
            print(f"  {self.name} {workload}: {trouble[0]}")
        requests = int(re.search(r"(\d+) requests in", text)[1])
        return {"cpu": (self.cpu_seconds() - cpu) / requests * 1e6, "rps": float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]), "p50": latency(text, "50%"), "p99": latency(text, "99%")}

    def memory_mb(self):
        return int(re.search(r"VmRSS:\s+(\d+)", open(f"/proc/{self.process.pid}/status").read())[1]) / 1024

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)


def latency(text, percentile):
    number, unit = re.search(rf"\s{percentile}\s+([\d.]+)(us|ms|s)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


floor = os.path.join(publish(f"{root}/benchmarks/http/Floor", "floor"), "nflow-floor")
server = os.path.join(publish(f"{root}/src/NFlow.Runtime.Server", "server", "-r", runtime_identifier()), "nflow-runtime")
ports = [free_port() for _ in range(3)]
servers = [
    Server("floor-B1", [floor, workloads, str(ports[0])], ports[0], {"FLOOR": "B1"}),
    Server("nflow", [server, "-a", f"{options.kit}/bench-app.json", "--urls", f"http://127.0.0.1:{ports[1]}"], ports[1], {"Logging__LogLevel__Default": "Warning"}),
    Server("floor-A", [floor, workloads, str(ports[2])], ports[2], {"FLOOR": "A"}),
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
            s.drive(workload, 3 if figures["workloads"] else 10)
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
