metadata description = 'Private endpoints for one kind of store, and the DNS zone with their addresses.'

param location string
param tags object
param networkId string
param subnetId string

@description('Name of the private DNS zone.')
param zone string

@description('Part of the target that is linked: its group id in Private Link.')
param part string

@description('Names of the endpoints, and the resources behind them.')
param endpoints { name: string, targetId: string }[]

resource dnsZone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: zone
  location: 'global'
  tags: tags
}

resource link 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = {
  parent: dnsZone
  name: 'devchat'
  location: 'global'
  tags: tags
  properties: {
    registrationEnabled: false
    virtualNetwork: { id: networkId }
  }
}

resource privateEndpoints 'Microsoft.Network/privateEndpoints@2024-07-01' = [
  for endpoint in endpoints: {
    name: endpoint.name
    location: location
    tags: tags
    properties: {
      subnet: { id: subnetId }
      privateLinkServiceConnections: [
        {
          name: part
          properties: { privateLinkServiceId: endpoint.targetId, groupIds: [part] }
        }
      ]
    }
  }
]

resource dnsNames 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2024-07-01' = [
  for (endpoint, i) in endpoints: {
    parent: privateEndpoints[i]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [{ name: part, properties: { privateDnsZoneId: dnsZone.id } }]
    }
  }
]
