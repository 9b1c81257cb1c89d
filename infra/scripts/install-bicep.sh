#!/usr/bin/env bash
# Makes the Azure CLI use the same version of Bicep as the tests, even if the machine has another one.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

version=$(sed --quiet 's:.*<BicepVersion>\(.*\)</BicepVersion>.*:\1:p' Directory.Packages.props)
az config set bicep.use_binary_from_path=false --only-show-errors
az bicep install --version "v${version:?is not in Directory.Packages.props}"
