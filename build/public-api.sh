#!/usr/bin/env bash
# Writes down what is public, in PublicAPI.Unshipped.txt of every package. The build fails (RS0016, RS0017) when the code says otherwise.
# On a release, its lines move to PublicAPI.Shipped.txt.
set -euo pipefail
cd "$(dirname "$0")/.."
for project in src/*/*.csproj; do
  folder=$(dirname "$project")
  [ -e "$folder/PublicAPI.Shipped.txt" ] || continue
  echo '#nullable enable' >"$folder/PublicAPI.Unshipped.txt"
done
dotnet msbuild build/Packages.proj -restore -t:Build -v:q -nologo -clp:ErrorsOnly -p:WritePublicApi=true -p:RunAnalyzers=true
python3 - <<'PY'
import glob, json, os
for log in glob.glob("artifacts/obj/*/debug/public-api.sarif"):
    unshipped = os.path.join("src", log.split(os.sep)[2], "PublicAPI.Unshipped.txt")
    if not os.path.exists(unshipped):
        continue
    with open(log, encoding="utf-8-sig") as file:
        results = [result for run in json.load(file)["runs"] for result in run["results"]]
    names = {result["properties"]["customProperties"]["APIName"] for result in results if result["ruleId"] == "RS0016"}
    with open(unshipped, "w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in ["#nullable enable", *sorted(names)])
    print(f"{unshipped}: {len(names)}")
PY
