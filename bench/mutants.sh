#!/usr/bin/env bash
# The long tier: changes one thing at a time in the translation's sources and counts how many of the changes some test notices.
# Usage: bench/mutants.sh [FOLDER ..., default Streams Answers Requests]. Judges what is committed; needs python3; half an hour on an idle machine.
# OUT keeps the reports. Fails when less than 80 % are noticed in a folder. docs/mutants.md says what survives.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=${OUT:-$work/reports}
[ $# -gt 0 ] || set -- Streams Answers Requests

dotnet tool install dotnet-stryker --version 5.1.0 --tool-path "$work/tool" > /dev/null
git clone -q "$here/.." "$work/clone" # the tool writes beside the sources
cd "$work/clone/tests/Router.Protocol.Tests"

# A change is tried with every test that reaches it: tests of many cases are left out, and those of other folders.
find . -name '*Properties.cs' -delete -o -name '*ChunkingTests.cs' -delete -o -name '*AllocationTests.cs' -delete
find . -name '*.cs' -not -path './Translation/*' -not -name ScannedStream.cs -delete
cp "$here/mutants/TablesFirst.cs" .

export UseMicrosoftTestingPlatformRunner=true # through the other test platform the tool does not see which tests reach a change
code=0
for folder in "$@"; do
  if nice -n 19 "$work/tool/dotnet-stryker" --skip-version-check -m "Translation/$folder/*.cs" -O "$out/$folder" > "$work/log" 2>&1; then
    echo "$folder: $(python3 "$here/mutants/score.py" "$out/$folder/reports/mutation-report.json")" || code=1
  else
    tail -20 "$work/log"
    code=1
  fi
done
exit $code
