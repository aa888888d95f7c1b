#!/usr/bin/env bash
# The long tier: a million answers through the response cache, within its memory; many clients over providers that fail in every way, 50 kills of the whole gateway under load, then the properties with twenty times the cases from new seeds.
# Usage: bench/soak.sh [REQUESTS, default 10000] [SEED, default random] [KILLS, default 50]
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
code=0
dotnet run --project "$here/Soak" -c Release -- "${1:-10000}" "${2:-$RANDOM}" "${3:-50}" || code=1
for project in Router.Protocol.Tests Router.Core.Tests Router.Api.Tests; do
  ROUTER_TEST_LONG=1 dotnet test "$here/../tests/$project" -c Release --filter 'FullyQualifiedName~Properties' || code=1
done
exit $code
