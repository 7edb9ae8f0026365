#!/usr/bin/env bash
# Declares the public API of the runtime as it is now: writes src/RnnGen.Runtime/PublicAPI.Unshipped.txt anew, with what PublicAPI.Shipped.txt does not have.
# From the first run on, every build compares (RS0016, RS0017). Read the difference before you commit it.
set -euo pipefail
cd "$(dirname "$0")/../src/RnnGen.Runtime"
[ -f PublicAPI.Shipped.txt ] || echo '#nullable enable' > PublicAPI.Shipped.txt
echo '#nullable enable' > PublicAPI.Unshipped.txt
dotnet restore -v q
RunAnalyzers=true dotnet format analyzers RnnGen.Runtime.csproj --no-restore --diagnostics RS0016 --severity warn
wc -l PublicAPI.*.txt
