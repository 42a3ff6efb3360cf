"""What the drivers of this folder share: published servers on loopback, driven with wrk, and the processor time they took."""
import json, os, platform, re, shutil, signal, socket, subprocess, sys, tempfile, time, urllib.request

root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
kit = os.path.join(os.path.dirname(root), "shared", "bench")


def require(folder):
    """Ends the program unless wrk and the kit's workloads are there."""
    if not os.path.isdir(os.path.join(folder, "workloads")):
        sys.exit(f"The workloads are not at {folder}/workloads; name the kit's folder with --kit.")
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


def publish_server(*arguments):
    name = "".join(["server", *arguments])
    return os.path.join(publish(f"{root}/src/NFlow.Runtime.Server", name, "-r", runtime_identifier(), *arguments), "nflow-runtime")


def runtime_identifier():
    architecture = {"x86_64": "x64", "amd64": "x64", "aarch64": "arm64", "arm64": "arm64"}[platform.machine().lower()]
    return f"{'linux' if sys.platform == 'linux' else 'osx'}-{architecture}"


def cpu_seconds(pid):
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Server:
    def __init__(self, name, command, port, folder_of_kit, connections, env=None):
        self.name, self.url, self.command, self.env = name, f"http://127.0.0.1:{port}", command, dict(os.environ, **(env or {}))
        self.kit, self.workloads, self.connections = folder_of_kit, os.path.join(folder_of_kit, "workloads"), connections
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
        return cpu_seconds(self.process.pid)

    def get(self, workload):
        body = open(f"{self.workloads}/body.json", "rb").read() if workload == "echo" else None
        request = urllib.request.Request(f"{self.url}/bench/{workload}", data=body, headers={"Content-Type": "application/json"} if body else {})
        return urllib.request.urlopen(request, timeout=30).read()

    def check(self, workload):
        got, want = self.get(workload), open(f"{self.workloads}/expected/{workload}", "rb").read()
        if got != want and (workload == "form" or json.loads(got) != json.loads(want)):
            sys.exit(f"{self.name} answers {workload} differently:\n{got[:300]}\nexpected\n{want[:300]}")

    def drive(self, workload, seconds):
        """Requests, and processor time for each, the work that is left afterwards included."""
        cpu = self.cpu_seconds()
        script = ["-s", f"{self.kit}/echo.lua"] if workload == "echo" else []
        text = subprocess.run(
            ["wrk", "-t1", f"-c{self.connections}", f"-d{seconds}s", "--timeout", "30s", "--latency", *script, f"{self.url}/bench/{workload}"],
            capture_output=True, text=True, env=dict(os.environ, BODY=f"{self.workloads}/body.json")).stdout
        trouble = re.search(r"Non-2xx.*|Socket errors.*", text)
        if trouble:
            print(f"  {self.name} {workload}: {trouble[0]}")
        self.settle()
        requests = int(re.search(r"(\d+) requests in", text)[1])
        return {"requests": requests, "cpu": (self.cpu_seconds() - cpu) / requests * 1e6, "rps": float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]), "p50": latency(text, "50%"), "p99": latency(text, "99%")}

    def settle(self):
        """Waits for work that goes on after the last answer; there is none."""

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
