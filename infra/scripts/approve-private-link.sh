#!/usr/bin/env bash
# Lets SignalR's private link into Key Vault. Only for a deployment with privateNetwork; run again it changes nothing.
# Needs AZURE_RESOURCE_GROUP and KEY_VAULT_NAME.
set -euo pipefail

az network private-endpoint-connection list --resource-group "$AZURE_RESOURCE_GROUP" --name "$KEY_VAULT_NAME" \
  --type Microsoft.KeyVault/vaults --output json \
  --query "[?properties.privateLinkServiceConnectionState.status=='Pending'].id" |
  jq --raw-output '.[]' |
  while read -r connection; do
    az network private-endpoint-connection approve --id "$connection" --description "SignalR of DevChat" --output none
  done
