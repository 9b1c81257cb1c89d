#!/usr/bin/env bash
# Makes the function app read its Key Vault references again. It does so once a day by itself.
# Needs AZURE_RESOURCE_GROUP and FUNCTION_APP_NAME.
set -euo pipefail

app=$(az functionapp show --resource-group "$AZURE_RESOURCE_GROUP" --name "$FUNCTION_APP_NAME" --query id --output tsv)
az rest --method post --output none \
  --url "$app/config/configreferences/appsettings/refresh?api-version=2022-03-01"
