#!/usr/bin/env bash
# Puts a built web app on the static site: infra/scripts/deploy-website.sh FOLDER
# Needs AZURE_RESOURCE_GROUP and WEBSITE_NAME. The site does not take a token of Microsoft Entra ID for this, only a key of
# its own: that is asked for here, and neither kept nor written.
set -euo pipefail

SWA_CLI_DEPLOYMENT_TOKEN=$(az staticwebapp secrets list --resource-group "$AZURE_RESOURCE_GROUP" --name "$WEBSITE_NAME" \
  --query properties.apiKey --output tsv)
export SWA_CLI_DEPLOYMENT_TOKEN
npx --yes @azure/static-web-apps-cli@2.0.10 deploy "${1:?usage: deploy-website.sh FOLDER}" --env production
