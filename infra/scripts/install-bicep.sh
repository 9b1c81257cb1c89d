#!/usr/bin/env bash
# Has the Azure CLI use the version of Bicep that the tests use, whatever else is on the machine.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

version=$(sed --quiet 's:.*<BicepVersion>\(.*\)</BicepVersion>.*:\1:p' Directory.Packages.props)
az config set bicep.use_binary_from_path=false --only-show-errors
az bicep install --version "v${version:?is not in Directory.Packages.props}"
