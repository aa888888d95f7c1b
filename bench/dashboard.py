"""Measures a gateway's dashboard over the demo's month. usage: dashboard.py ROUTER FOLDER SECONDS"""
import http.client
import os
import re
import statistics
import subprocess
import sys
import threading
import time
import urllib.parse

ROUTER, FOLDER, SECONDS = sys.argv[1], sys.argv[2], int(sys.argv[3])
HOST, PORT, ADMIN = "127.0.0.1", 4130, "bench-admin-key"
RATE, PAGES = 10, ["overview"] * 10 + ["requests"] * 20 + ["sessions"] * 10 + ["providers"] * 10
TICKS = os.sysconf("SC_CLK_TCK")


def connect():
    return http.client.HTTPConnection(HOST, PORT, timeout=60)


def ask(method, path, body=None, headers=None, connection=None):
    connection = connection or connect()
    connection.request(method, path, body, headers or {})
    answer = connection.getresponse()
    return answer, answer.read()


def wait_for_start():
    for _ in range(2000):
        try:
            return ask("GET", "/alive")
        except OSError:
            time.sleep(0.005)
    raise SystemExit("the gateway did not start")


def sign_in():
    """The session's cookie."""
    answer, page = ask("GET", "/dashboard/sign-in")
    token = re.search(rb'name="form-token" value="([0-9a-f]+)"', page).group(1).decode()
    visitor = answer.getheader("set-cookie").split(";")[0]
    form = urllib.parse.urlencode({"form-token": token, "key": ADMIN, "back": ""})
    answer, _ = ask("POST", "/dashboard/sign-in", form, {"cookie": visitor, "content-type": "application/x-www-form-urlencoded", "origin": f"http://{HOST}:{PORT}"})
    if answer.status != 303:
        raise SystemExit(f"sign-in: HTTP {answer.status}")
    return answer.getheader("set-cookie").split(";")[0]


def view(path, cookie, connection=None):
    started = time.perf_counter()
    answer, body = ask("GET", f"/dashboard/{path}", headers={"cookie": cookie}, connection=connection)
    if answer.status != 200:
        raise SystemExit(f"{path}: HTTP {answer.status}")
    return (time.perf_counter() - started) * 1000, len(body)


def cpu(pid):
    """Seconds of processor that the process took so far."""
    fields = open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory(pid):
    return next(int(line.split()[1]) // 1024 for line in open(f"/proc/{pid}/status") if line.startswith("VmRSS"))


class Load:
    """Messages at an even pace, each another one, so that none comes from the response cache."""

    def __init__(self, key):
        self.key, self.sent, self.failed, self.stopping = key, 0, 0, False
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self):
        begun, workers = time.monotonic(), []
        while not self.stopping:
            worker = threading.Thread(target=self.message, args=(self.sent,))
            worker.start()
            workers.append(worker)
            self.sent += 1
            time.sleep(max(0, begun + self.sent / RATE - time.monotonic()))
        for worker in workers:
            worker.join()

    def message(self, number):
        body = '{"model":"claude-haiku-4-5","max_tokens":64,"messages":[{"role":"user","content":"Number %d of %f"}]}' % (number, time.time())
        answer, _ = ask("POST", "/v1/messages", body, {"x-api-key": self.key, "content-type": "application/json"})
        self.failed += answer.status != 200

    def stop(self):
        self.stopping = True
        self.thread.join()


class LivePage:
    """A page that is open: it takes what is sent and counts."""

    def __init__(self, name, cookie):
        self.name, self.fragments, self.bytes = name, 0, 0
        self.connection = connect()
        self.connection.request("GET", f"/dashboard/live?of={'' if name == 'overview' else name}", headers={"cookie": cookie, "accept": "text/event-stream"})
        self.answer = self.connection.getresponse()
        if self.answer.status != 200:
            raise SystemExit(f"live {name}: HTTP {self.answer.status}")
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        try:
            while line := self.answer.readline():
                self.bytes += len(line)
                self.fragments += line.startswith(b"event: fragment")
        except (OSError, ValueError, AttributeError):
            pass  # the measurement is over and the connection closed


def measure(pid, key, what):
    load = Load(key)
    time.sleep(3)  # what is compiled and filled at first is not counted
    before, begun, sent = cpu(pid), time.monotonic(), load.sent
    time.sleep(SECONDS)
    spent, passed, count = cpu(pid) - before, time.monotonic() - begun, load.sent - sent
    load.stop()
    print(f"{what}: {count / passed:.1f} requests/s, {100 * spent / passed:.1f} % of one processor, {memory(pid)} MB, {load.failed} of {load.sent} failed")


def main():
    environment = dict(os.environ, ROUTER_ADMIN_KEY=ADMIN)
    process = subprocess.Popen([ROUTER, "--config", f"{FOLDER}/router.json", "--urls", f"http://{HOST}:{PORT}"], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for_start()
        key = re.search(r"ANTHROPIC_API_KEY=(\S+)", open(f"{FOLDER}/state/first-keys").read()).group(1)
        cookie = sign_in()
        first, size = view("", cookie)
        print(f"first view after the start: {first:.0f} ms, {size // 1024} KiB")
        for path in ["", "?period=30d", "requests", "sessions", "providers", "people", "audit"]:
            connection = connect()
            times = sorted(view(path, cookie, connection)[0] for _ in range(20))
            print(f"  {path or 'overview':14} {statistics.median(times):6.1f} ms median, {times[-1]:6.1f} ms at most of 20, {view(path, cookie, connection)[1] // 1024} KiB")
        print(f"nobody looks, nothing is asked: {memory(process.pid)} MB")
        measure(process.pid, key, "nobody looks")
        pages = [LivePage(name, cookie) for name in PAGES]
        measure(process.pid, key, f"{len(pages)} live pages")
        for name in sorted(set(PAGES)):
            own = [page for page in pages if page.name == name]
            seconds = SECONDS + 3
            print(f"  {name:14} {len(own)} pages, {sum(page.fragments for page in own) / len(own) / seconds:.2f} fragments/s each, {sum(page.bytes for page in own) / len(own) / seconds / 1024:.0f} KiB/s each")
    finally:
        process.terminate()
        process.wait(30)


main()
