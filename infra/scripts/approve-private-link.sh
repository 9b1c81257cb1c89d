#!/usr/bin/env bash
# Approves SignalR's private link to Key Vault. Only for a deployment with privateNetwork. A second run changes nothing.
# Needs AZURE_RESOURCE_GROUP and KEY_VAULT_NAME.
set -euo pipefail

# The requestMessage of modules/signalr.bicep. Anybody with the vault's id may request a link, so only this one is approved.
request='DevChat: SignalR reads the key of its upstream'

az network private-endpoint-connection list --resource-group "$AZURE_RESOURCE_GROUP" --name "$KEY_VAULT_NAME" \
  --type Microsoft.KeyVault/vaults --output json \
  --query "[?properties.privateLinkServiceConnectionState.status=='Pending' && properties.privateLinkServiceConnectionState.description=='$request'].id" |
  jq --raw-output '.[]' |
  while read -r connection; do
    az network private-endpoint-connection approve --id "$connection" --description "SignalR of DevChat" --output none
  done
