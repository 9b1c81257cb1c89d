#!/usr/bin/env bash
# Brings the database to this version's schema and gives the function app its rights: infra/scripts/update-database.sh
# [MIGRATIONS.sql]. Without the file it is made from the sources, which takes the .NET SDK. Runs before the code is deployed,
# by the database's Microsoft Entra administrator; run again it changes nothing.
# Needs DATABASE_HOST, DATABASE_NAME, DATABASE_ADMIN_NAME and IDENTITY_NAME, and psql 16 or newer.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

migrations=${1:-}
if [[ -z $migrations ]]; then
  made=$(mktemp -d)
  trap 'rm -rf "$made"' EXIT
  migrations=$made/migrations.sql
  dotnet tool restore
  dotnet ef migrations script --idempotent --project DevChat.Domain --output "$migrations"
fi

PGPASSWORD=$(az account get-access-token --resource-type oss-rdbms --query accessToken --output tsv)
export PGPASSWORD PGHOST=$DATABASE_HOST PGUSER=$DATABASE_ADMIN_NAME PGSSLMODE=verify-full PGSSLROOTCERT=system

run() {
  psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --set app="$IDENTITY_NAME" --dbname "$@"
}

run postgres --file infra/scripts/create-app-role.sql
run "$DATABASE_NAME" --file "$migrations"
run "$DATABASE_NAME" --single-transaction --file infra/scripts/grant-to-app.sql
