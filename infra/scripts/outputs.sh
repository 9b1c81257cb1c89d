#!/usr/bin/env bash
# What a deployment of main.bicep answered, as NAME=value lines: infra/scripts/outputs.sh RESOURCE_GROUP [DEPLOYMENT]
set -euo pipefail

# Resource Manager does not keep the case of the names.
az deployment group show --resource-group "$1" --name "${2:-main}" --query properties.outputs --output json |
  jq --raw-output 'to_entries[] | "\(.key | ascii_upcase)=\(.value.value)"'
