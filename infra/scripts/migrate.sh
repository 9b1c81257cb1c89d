#!/usr/bin/env bash
# Migrates the database to the schema of a migration bundle (build-migrations.sh), then grants the app's role its rights.
# Run it before the deployment of the new code, while the old code runs. A second run changes nothing. Needs the .NET
# runtime, psql 16 or newer, and the Azure CLI.
#
#   PGHOST, PGDATABASE   the server and the database on it
#   PGUSER               the role that migrates and owns the tables: always the same Entra administrator of the server
#   PGPASSWORD           optional; without it, a token of the Azure CLI's login
#   PGPORT, PGSSLMODE    optional: 5432, verify-full
#   APP_ROLE             the app's role: the name of its managed identity
#   APP_PRINCIPAL_ID     optional: object id of that identity; the script creates the role if it is missing
set -euo pipefail

bundle=${1:?usage: migrate.sh BUNDLE}
: "${PGHOST:?is not set}" "${PGDATABASE:?is not set}" "${PGUSER:?is not set}" "${APP_ROLE:?is not set}"
scripts=$(dirname "${BASH_SOURCE[0]}")

export PGPORT=${PGPORT:-5432} PGSSLMODE=${PGSSLMODE:-verify-full}
if [[ $PGPORT == 6432 ]]; then
  echo "Port 6432 belongs to PgBouncer, which shares sessions between statements: migrate over 5432." >&2
  exit 2
fi

# A statement that waits for a table blocks all later statements on it, so it waits only for a short time.
export PGOPTIONS="-c lock_timeout=5s -c statement_timeout=30min"

# psql and Npgsql read the environment. A command line would be visible to every user of the machine.
if [[ -z ${PGPASSWORD:-} ]]; then
  PGPASSWORD=$(az account get-access-token --resource-type oss-rdbms --query accessToken --output tsv)
fi
export PGPASSWORD

migrate() {
  # Npgsql has its own names for the modes, without hyphens. Its default timeout is 30 s.
  "$bundle" --connection \
    "Host=$PGHOST;Port=$PGPORT;Database=$PGDATABASE;Username=$PGUSER;SSL Mode=${PGSSLMODE//-/};Command Timeout=0"
}

query() {
  # Without it, libpq knows only the certificate authorities in the home folder.
  PGSSLROOTCERT=${PGSSLROOTCERT:-system} \
    psql --no-psqlrc --quiet --tuples-only --set ON_ERROR_STOP=1 --set app_role="$APP_ROLE" "$@"
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! migrate 2>&1 | tee "$log"; then
  if grep -q "55P03: " "$log"; then
    echo "A migration gave up after 5 s of waiting for a lock: a long transaction, or another migration, holds the table." \
      "Its work in a transaction was rolled back. Run this again when the table is free: see docs/migrations.md, Large tables." >&2
  fi
  exit 1
fi

if [[ -n ${APP_PRINCIPAL_ID:-} ]]; then
  # Only this database has the functions for Entra roles.
  query --dbname postgres --set app_principal_id="$APP_PRINCIPAL_ID" --file "$scripts/create-app-role.sql"
fi
query --file "$scripts/grant-app-role.sql"
