#!/usr/bin/env bash
# The long tier: the properties with twenty times the cases from new seeds, then many clients over providers that fail in every way, and answers cut at every byte.
# Usage: bench/soak.sh [REQUESTS, default 10000] [SEED, default random]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
for project in Router.Protocol.Tests Router.Core.Tests; do
  ROUTER_TEST_LONG=1 dotnet test "$here/../tests/$project" -c Release --filter 'FullyQualifiedName~Properties'
done
exec dotnet run --project "$here/Soak" -c Release -- "${1:-10000}" "${2:-$RANDOM}"
