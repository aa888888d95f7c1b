#!/usr/bin/env bash
# Publishes the gateway as a single file and measures it: size, first answer, idle memory, throughput against nginx, memory under load.
# Usage: bench/measure.sh [SECONDS a case, default 5]. Needs nginx, wrk, python3, curl. CASES picks the yardstick's cases.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
seconds=${1:-5}
work=$(mktemp -d)
key=bench-client-key
url=http://127.0.0.1:4110
cleanup() { [ -z "${gateway:-}" ] || kill "$gateway" 2>/dev/null || true; rm -rf "$work"; }
trap cleanup EXIT

dotnet publish "$here/../Router.Api" -c Release -r linux-x64 --self-contained -p:PublishSingleFile=true -p:PublishReadyToRun=true -o "$work/app" -v quiet
cat > "$work/router.json" <<JSON
{
  "listen": "$url",
  "providers": {
    "stream": { "style": "native", "baseUrl": "http://127.0.0.1:4100/s", "credentials": ["bench-upstream-key"] },
    "whole": { "style": "native", "baseUrl": "http://127.0.0.1:4100/n", "credentials": ["bench-upstream-key"] },
    "chat-stream": { "style": "openai", "baseUrl": "http://127.0.0.1:4100/s/v1", "credentials": ["bench-upstream-key"] },
    "chat-whole": { "style": "openai", "baseUrl": "http://127.0.0.1:4100/n/v1", "credentials": ["bench-upstream-key"] }
  },
  "models": {
    "bench-pass-s": { "targets": ["stream/bench-pass-s"] }, "bench-pass-n": { "targets": ["whole/bench-pass-n"] },
    "bench-tr-s": { "targets": ["chat-stream/m"] }, "bench-tr-n": { "targets": ["chat-whole/m"] }
  },
  "keys": [{ "key": "$key", "user": "bench" }],
  "admin": { "key": "bench-admin-key" }
}
JSON

first_answer() { # milliseconds from the start of the process to the first answer of GET /v1/models
  local started
  started=$(date +%s%N)
  (cd "$work" && exec ./app/router) > "$work/out.txt" 2>&1 & gateway=$!
  until curl -sf -o /dev/null "$url/v1/models" -H "x-api-key: $key"; do sleep 0.005; done
  echo "first answer: $((($(date +%s%N) - started) / 1000000)) ms"
}
memory() { awk '/VmRSS/{printf "%d MB", $2/1024}' "/proc/$gateway/status"; }
stop() { kill "$gateway" && wait "$gateway" 2>/dev/null || true; }

echo "machine: $(nproc) cores, $(awk -F: '/model name/{print $2; exit}' /proc/cpuinfo | sed 's/^ //'), $(awk '/MemTotal/{printf "%d GiB", $2/1048576}' /proc/meminfo), $(uname -sr)"
echo "single file: $(du -m "$work/app/router" | cut -f1) MB, self-contained"
first_answer; stop; first_answer
sleep 3
echo "idle memory: $(memory)"
CASES="${CASES:-pass-s-small pass-s-50k pass-s-400k pass-n-50k tr-s-small tr-s-50k tr-s-400k tr-n-50k}" "$here/yardstick/compare.sh" "$url" "$key" "$seconds" | tee "$work/compare.txt"
echo "memory after the load (32 connections with 400 kB requests among it): $(memory)"
sleep 5
echo "memory 5 s later: $(memory)"
