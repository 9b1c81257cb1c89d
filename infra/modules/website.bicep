metadata description = 'The Static Web App that serves the web app.'

param name string
param location string
param tags object

@description('Free has no service level agreement.')
@allowed(['Free', 'Standard'])
param sku string

resource site 'Microsoft.Web/staticSites@2024-11-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: sku, tier: sku }
  properties: { allowConfigFileUpdates: true }
}

output name string = site.name
output hostname string = site.properties.defaultHostname
