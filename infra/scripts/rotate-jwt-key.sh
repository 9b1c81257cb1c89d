#!/usr/bin/env bash
# Changes the key that signs access tokens, without signing users out. Only for a deployment with acceptsSecondJwtKey.
#   prepare  creates the next key; instances accept it and the current one
#   switch   signs with the next key; instances accept it and the previous one. A second switch goes back
# Switch only after all instances have read the prepared key. After the switch, keep both keys for a token's lifetime.
# Needs AZURE_RESOURCE_GROUP, FUNCTION_APP_NAME and KEY_VAULT_NAME, and the role Key Vault Secrets Officer on the vault.
# The keys pass through pipes only: no argument, file or output contains them.
set -euo pipefail

read_secret() {
  az keyvault secret show --vault-name "$KEY_VAULT_NAME" --name "$1" --query value --output tsv
}

write_secret() {
  az keyvault secret set --vault-name "$KEY_VAULT_NAME" --name "$1" --file /dev/stdin --encoding utf-8 --output none
}

prepare() {
  openssl rand -base64 48 | tr -d '\n' | write_secret jwt-also-accepted
}

# In this order, an instance that starts between the steps accepts all tokens in use.
switch() {
  local present next
  present=$(read_secret jwt-secret)
  next=$(read_secret jwt-also-accepted)
  printf %s "$present" | write_secret jwt-also-accepted
  printf %s "$next" | write_secret jwt-secret
}

case ${1:-} in
  prepare | switch) "$1" ;;
  *)
    echo "Usage: infra/scripts/rotate-jwt-key.sh prepare|switch" >&2
    exit 64
    ;;
esac
"$(dirname "${BASH_SOURCE[0]}")/refresh-settings.sh"
