#!/usr/bin/env bash
# Whether one file is all it takes: packaging/check.sh FILE copies it elsewhere, starts it there, and asks it for a page of the dashboard and for what the page is made of.
set -euo pipefail
folder=$(mktemp -d)
cp "$1" "$folder/"
cd "$folder"
"./$(basename "$1")" --urls http://127.0.0.1:0 > out.log 2>&1 &
process=$!
trap 'kill $process 2>/dev/null; wait $process || true; rm -rf "$folder"' EXIT
for _ in $(seq 600); do grep -q 'listens on ' out.log && break; sleep 0.1; done
address=$(sed -n 's/.*listens on \(http[^ ]*\).*/\1/p' out.log | head -1)
[ -n "$address" ] || { cat out.log; exit 1; }
page=$(curl -fsSL "$address/dashboard/")
asset=$(grep -oE '(href|src)="[^"]+\.(css|js)[^"]*"' <<< "$page" | head -1 | cut -d'"' -f2)
curl -fsS -o /dev/null -w 'the dashboard answers, and its %{content_type} has %{size_download} bytes\n' "$address/dashboard/${asset#/dashboard/}"
