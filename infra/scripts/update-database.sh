#!/usr/bin/env bash
# Runs migrate.sh on the database of a deployment: infra/scripts/update-database.sh [BUNDLE]. Without BUNDLE the script
# builds one, which needs the .NET SDK. Run it before the deployment of the code. A second run changes nothing.
# Needs AZURE_RESOURCE_GROUP, DATABASE_HOST, DATABASE_NAME, DATABASE_ADMIN_NAME and IDENTITY_NAME (see outputs.sh).
set -euo pipefail
scripts=$(dirname "${BASH_SOURCE[0]}")

bundle=${1:-}
if [[ -z $bundle ]]; then
  made=$(mktemp -d)
  trap 'rm -rf "$made"' EXIT
  bundle=$made/efbundle
  "$scripts/build-migrations.sh" "$bundle"
fi

APP_PRINCIPAL_ID=$(az identity show --resource-group "$AZURE_RESOURCE_GROUP" --name "$IDENTITY_NAME" --query principalId --output tsv)
export APP_PRINCIPAL_ID APP_ROLE=$IDENTITY_NAME PGHOST=$DATABASE_HOST PGDATABASE=$DATABASE_NAME PGUSER=$DATABASE_ADMIN_NAME
"$scripts/migrate.sh" "$bundle"
