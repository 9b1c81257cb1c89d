#!/usr/bin/env bash
# Prints the outputs of a deployment of main.bicep as NAME=value lines: infra/scripts/outputs.sh RESOURCE_GROUP [DEPLOYMENT]
set -euo pipefail

# Resource Manager changes the case of the names.
az deployment group show --resource-group "$1" --name "${2:-main}" --query properties.outputs --output json |
  jq --raw-output 'to_entries[] | "\(.key | ascii_upcase)=\(.value.value)"'
