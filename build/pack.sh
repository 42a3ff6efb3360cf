#!/usr/bin/env bash
# Builds every package into artifacts/packages (or the folder given as argument): the same bytes for the same commit.
set -euo pipefail
cd "$(dirname "$0")/.."
output=$(realpath -m "${1:-artifacts/packages}")
rm -rf "$output"
# Archives carry times: those of the commit, not of the day.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
dotnet msbuild build/Packages.proj -restore -v:q -nologo -p:Configuration=Release -p:ContinuousIntegrationBuild=true -p:PackageOutputPath="$output"
ls "$output"/*.nupkg
