#!/usr/bin/env bash
# Publishes the gateway, fills a folder with the demo's month and measures the dashboard: the first view, and what 50 open live pages cost at 10 requests a second.
# Usage: bench/dashboard.sh [SECONDS a case, default 30]. Needs python3. ROUTER_APP names a router that is built already, and nothing is published then.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
app=${ROUTER_APP:-$work/app/router}
[ -x "$app" ] || dotnet publish "$here/../Router.Api" -c Release -r linux-x64 --self-contained -p:PublishSingleFile=true -p:PublishReadyToRun=true -o "$work/app" -v quiet

echo "machine: $(nproc) cores, $(awk -F: '/model name/{print $2; exit}' /proc/cpuinfo | sed 's/^ //'), $(awk '/MemTotal/{printf "%d GiB", $2/1048576}' /proc/meminfo), $(uname -sr), load $(cut -d' ' -f1 /proc/loadavg)"
"$app" demo-data "$work/demo" | head -1
python3 "$here/dashboard.py" "$app" "$work/demo" "${1:-30}"
