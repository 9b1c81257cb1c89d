#!/usr/bin/env bash
# Copies the system key of the SignalR webhook to Key Vault, where SignalR reads it, and makes SignalR read it now.
# The SignalR extension creates that key at the first start of the function app, so run this after the deployment of the
# code. It changes nothing if the key is already in Key Vault. With --rotate the function app creates a new key first.
# Needs AZURE_RESOURCE_GROUP, FUNCTION_APP_NAME, KEY_VAULT_NAME and SIGNALR_NAME.
# The key passes through pipes only: no argument, file or output contains it.
set -euo pipefail

key_name="signalr_extension"
secret_name="signalr-extension"
attempts=20
pause=15

app=$(az functionapp show --resource-group "$AZURE_RESOURCE_GROUP" --name "$FUNCTION_APP_NAME" --query id --output tsv)
vault=$(az keyvault show --resource-group "$AZURE_RESOURCE_GROUP" --name "$KEY_VAULT_NAME" --query id --output tsv)
secret_url="$vault/secrets/$secret_name?api-version=2024-11-01"

# Until the app has started, Azure may answer that there are no keys. The script shows the error and tries again.
system_key() {
  az rest --method post --url "$app/host/default/listKeys?api-version=2024-11-01" \
    --query "systemKeys.$key_name" --output tsv || true
}

wait_for_system_key() {
  local attempt key
  for ((attempt = 1; attempt <= attempts; attempt++)); do
    key=$(system_key)
    if [[ -n $key ]]; then
      printf %s "$key"
      return
    fi
    echo "The function app has no key $key_name yet ($attempt of $attempts)." >&2
    sleep "$pause"
  done
  echo "The function app created no key $key_name. Check in its log that its SignalR functions start." >&2
  return 1
}

new_system_key() {
  openssl rand -hex 32
}

set_system_key() {
  jq --raw-input --arg name "$key_name" '{ properties: { name: $name, value: . } }' |
    az rest --method put --output none --body @/dev/stdin \
      --url "$app/host/default/systemkeys/$key_name?api-version=2024-11-01"
}

# Resource Manager also reaches a vault without public network. It does not return the value of a secret, so the script
# compares a hash of the key, which has at least 256 random bits.
store() {
  jq --raw-input --arg hash "$1" '{ properties: { value: . }, tags: { sha256: $hash } }' |
    az rest --method put --output none --body @/dev/stdin --url "$secret_url"
}

stored_hash() {
  az rest --method get --url "$secret_url" --query tags.sha256 --output tsv
}

# SignalR reads a secret every 30 minutes and when its upstream settings change. So change them, and change them back.
reread_by_signalr() {
  local signalr template touched
  signalr=$(az signalr show --resource-group "$AZURE_RESOURCE_GROUP" --name "$SIGNALR_NAME" --query id --output tsv)
  template=$(az signalr show --ids "$signalr" --query 'upstream.templates[0]' --output json)
  touched=$(jq '.categoryPattern = "messages,connections"' <<<"$template")
  put_upstream "$signalr" "$touched"
  put_upstream "$signalr" "$template"
}

put_upstream() {
  local properties
  properties=$(jq --compact-output '{ upstream: { templates: [.] } }' <<<"$2")
  az resource patch --ids "$1" --api-version 2024-03-01 --output none --properties "$properties"
}

if [[ ${1:-} == --rotate ]]; then
  key=$(new_system_key)
  printf %s "$key" | set_system_key
else
  key=$(wait_for_system_key)
fi
hash=$(printf %s "$key" | sha256sum | cut -d' ' -f1)
stored=$(stored_hash)
if [[ $hash == "$stored" ]]; then
  echo "SignalR already has the key of the webhook."
  exit
fi
printf %s "$key" | store "$hash"
reread_by_signalr
echo "SignalR has the key of the webhook now."
