#!/usr/bin/env bash
# One self-contained file a platform: packaging/publish.sh [-o FOLDER] [RID…]. Without names all five; one whose runtime packs the registry does not have is told and left out.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
out=$root/artifacts
if [ "${1:-}" = "-o" ]; then out=$2; shift 2; fi
rids=("$@")
[ ${#rids[@]} -gt 0 ] || rids=(linux-x64 linux-arm64 osx-x64 osx-arm64 win-x64)
version=$(dotnet msbuild "$root/Router.Api" -getProperty:Version)
mkdir -p "$out"
missing=()
for rid in "${rids[@]}"; do
  folder=$(mktemp -d)
  if ! dotnet publish "$root/Router.Api" -c Release -r "$rid" --self-contained -p:PublishSingleFile=true -p:IncludeNativeLibrariesForSelfExtract=true -p:DebugType=none \
    -o "$folder" -nologo -v quiet --disable-build-servers; then
    missing+=("$rid")
    rm -rf "$folder"
    continue
  fi
  files=("$folder"/*)
  [ ${#files[@]} = 1 ] || { echo "$rid: more than one file: ${files[*]}"; exit 1; }
  mkdir -p "$out/$rid"
  mv -f "${files[0]}" "$out/$rid/"
  rm -rf "$folder"
  tar -czf "$out/router-$version-$rid.tar.gz" -C "$out/$rid" .
  echo "$rid: $out/$rid/$(basename "${files[0]}")"
done
(cd "$out" && sha256sum router-"$version"-*.tar.gz > SHA256SUMS 2>/dev/null) || true
[ ${#missing[@]} = 0 ] || { echo "not built: ${missing[*]}"; exit 1; }
