#!/usr/bin/env bash
# Writes the generated pages anew: docs/api.md, docs/adr/README.md, docs/nflow.d.ts, docs/script-api.md. The same tests fail in CI when a page is out of date.
set -euo pipefail
cd "$(dirname "$0")/.."
export NFLOW_UPDATE_DOCS=1
dotnet test tests/NFlow.Runtime.Architecture.Tests -v q -nologo --filter "ApiReferenceTests|DecisionIndexTests"
dotnet test tests/NFlow.Runtime.Compatibility.Tests -v q -nologo --filter ScriptDocumentationTests
