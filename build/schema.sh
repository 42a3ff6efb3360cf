#!/usr/bin/env bash
# Writes what Entity Framework makes of our migrations and model, so that no start has to: the scripts that create tables, and the compiled models.
# Run it after a migration was added, the model changed, or EF was updated; tests fail until then.
set -euo pipefail
cd "$(dirname "$0")/.."

storage=src/NFlow.Runtime.Storage.EF
tests=tests/NFlow.Runtime.Storage.EF.Tests
ef() { dotnet ef "$1" "$2" --project "$storage" --startup-project "$tests" --no-build "${@:3}"; }

dotnet tool restore
dotnet build "$tests" -v q -nologo -p:WithoutCompiledModels=true

for group in SqliteDesigner SqliteRuntime PostgresDesigner PostgresRuntime; do
    ef migrations script -c "${group}Schema" --no-transactions -o "$storage/Schema/Scripts/$group.sql"
done

for provider in Sqlite Postgres; do
    folder="$storage/Schema/CompiledModels/$provider"
    rm -rf "$folder"
    ef dbcontext optimize -c NFlowDbContext -o "Schema/CompiledModels/$provider" -n "NFlow.Runtime.Storage.EF.Schema.CompiledModels.$provider" -- "$provider"
    # It would make one of the two the model of every NFlowDbContext, whatever its provider and whoever's it is.
    rm "$folder/NFlowDbContextAssemblyAttributes.cs"
    sed -i 's/^    public partial class/    internal sealed partial class/' "$folder"/*.cs
done
sed -i '1s/^\xEF\xBB\xBF//' "$storage"/Schema/Scripts/*.sql "$storage"/Schema/CompiledModels/*/*.cs
