metadata description = 'Azure Managed Redis: data that may be lost. The app signs in with its identity; there are no keys.'

@export()
type RedisSize = {
  @description('For example Balanced_B1.')
  sku: string

  @description('Adds a replica on a second node, in another zone if the region has zones.')
  isHighlyAvailable: bool
}

param name string
param location string
param tags object
param size RedisSize

@description('Object id of the app\'s identity.')
param principalId string

@description('Turns the public network off. Then only private endpoints reach the cluster.')
param isPrivate bool

resource cluster 'Microsoft.Cache/redisEnterprise@2025-07-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: size.sku }
  properties: {
    minimumTlsVersion: '1.2'
    highAvailability: size.isHighlyAvailable ? 'Enabled' : 'Disabled'
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
  }
}

resource database 'Microsoft.Cache/redisEnterprise/databases@2025-07-01' = {
  parent: cluster
  name: 'default'
  properties: {
    port: 10000
    clientProtocol: 'Encrypted'
    accessKeysAuthentication: 'Disabled'
    // One address for all shards. The keys of a script share a hash tag, so they are on one shard.
    clusteringPolicy: 'EnterpriseCluster'
    // Evicts only keys that would expire anyway. The keys of online users have no expiry.
    evictionPolicy: 'VolatileLRU'
  }
}

resource access 'Microsoft.Cache/redisEnterprise/databases/accessPolicyAssignments@2025-07-01' = {
  parent: database
  name: 'app'
  properties: {
    accessPolicyName: 'default'
    user: { objectId: principalId }
  }
}

output id string = cluster.id
output host string = cluster.properties.hostName
output port int = database.properties.port
