#!/usr/bin/env bash
# Deploys a built web app to the static site: infra/scripts/deploy-website.sh FOLDER
# Needs AZURE_RESOURCE_GROUP and WEBSITE_NAME. The site accepts no token of Microsoft Entra ID for this, only its own key.
# The script requests that key, and neither keeps nor prints it.
set -euo pipefail

SWA_CLI_DEPLOYMENT_TOKEN=$(az staticwebapp secrets list --resource-group "$AZURE_RESOURCE_GROUP" --name "$WEBSITE_NAME" \
  --query properties.apiKey --output tsv)
export SWA_CLI_DEPLOYMENT_TOKEN
npx --yes @azure/static-web-apps-cli@2.0.10 deploy "${1:?usage: deploy-website.sh FOLDER}" --env production
