#!/usr/bin/env bash
# Changes the key that signs access tokens, and signs nobody out. Only for a deployment with acceptsSecondJwtKey.
#   prepare  makes the next key; instances accept it beside the present one
#   switch   signs with the next key; instances accept the last one beside it. A second switch goes back
# Between the two all instances must have seen the first. After the switch leave it so for a token's lifetime.
# Needs AZURE_RESOURCE_GROUP, FUNCTION_APP_NAME and KEY_VAULT_NAME, and the role Key Vault Secrets Officer on the vault.
# The keys pass through pipes only: no argument, file or output carries them.
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

# In this order no instance that starts in between refuses a token that is in use.
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
