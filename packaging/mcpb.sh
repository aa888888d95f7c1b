#!/usr/bin/env bash
# The bundle for Claude Desktop: packaging/mcpb.sh [-o FOLDER] [RID] (default: this machine's). The server in it is the single file of that platform, started as `router mcp`.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
out=$root/artifacts
if [ "${1:-}" = "-o" ]; then out=$2; shift 2; fi
case "$(uname -s) $(uname -m)" in
  "Linux x86_64") own=linux-x64 ;;
  "Linux aarch64") own=linux-arm64 ;;
  "Darwin arm64") own=osx-arm64 ;;
  "Darwin x86_64") own=osx-x64 ;;
  *) own=win-x64 ;;
esac
rid=${1:-$own}
case "$rid" in
  win-*) platform=win32 program=router.exe ;;
  osx-*) platform=darwin program=router ;;
  *) platform=linux program=router ;;
esac
[ -f "$out/$rid/$program" ] || "$root/packaging/publish.sh" -o "$out" "$rid"
version=$(dotnet msbuild "$root/Router.Api" -getProperty:Version)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/server"
cp "$out/$rid/$program" "$folder/server/"
cp "$root/LICENSE" "$folder/"
sed -e "s/@VERSION@/$version/" -e "s/@PLATFORM@/$platform/" -e "s/@PROGRAM@/$program/" "$root/packaging/mcpb/manifest.json" > "$folder/manifest.json"
bundle=$out/router-$version-$rid.mcpb
rm -f "$bundle"
(cd "$folder" && zip -q -X -r "$bundle" manifest.json LICENSE server)
echo "$bundle"
