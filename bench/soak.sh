#!/usr/bin/env bash
# The long test: many clients over providers that fail in every way. Usage: bench/soak.sh [REQUESTS, default 10000] [SEED, default random]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
exec dotnet run --project "$here/Soak" -c Release -- "${1:-10000}" "${2:-$RANDOM}"
