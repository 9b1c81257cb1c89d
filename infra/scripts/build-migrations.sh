#!/usr/bin/env bash
# Builds the migration bundle: one program that migrates a database to this version's schema, for machines with the .NET
# runtime. docs/migrations.md says when it runs.
set -euo pipefail

bundle=${1:?usage: build-migrations.sh OUTPUT}
[[ $bundle == /* ]] || bundle=$PWD/$bundle
cd "$(dirname "${BASH_SOURCE[0]}")/../../DevChat.Domain"

dotnet tool restore
# The tool reads the project before it builds it.
dotnet restore
dotnet ef migrations bundle --configuration Release --output "$bundle" --force
