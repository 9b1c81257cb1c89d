metadata description = 'PostgreSQL with sign-in by Microsoft Entra ID only, a pooler, backups, and the chosen options.'

@export()
type DatabaseSize = {
  @description('Burstable has neither PgBouncer, nor a standby, nor replicas.')
  tier: 'Burstable' | 'GeneralPurpose' | 'MemoryOptimized'

  @description('For example Standard_D4ds_v5.')
  sku: string

  @description('max_connections of this sku.')
  connectionLimit: int

  storageGB: int

  @description('Adds a standby in another zone for failover.')
  isZoneRedundant: bool

  @description('Adds a copy for reading and for promotion by hand.')
  hasReadReplica: bool

  @minValue(7)
  @maxValue(35)
  backupDays: int

  @description('Keeps backups in the paired region too. It cannot change later.')
  hasGeoRedundantBackup: bool
}

@export()
@description('Owner of the database, which migrates it: a group, a user, or the identity of the pipeline.')
type DatabaseAdministrator = {
  objectId: string
  name: string
  type: 'Group' | 'User' | 'ServicePrincipal'
}

param name string
param location string
param tags object
param size DatabaseSize
param administrator DatabaseAdministrator

@description('Turns the public network off. Then only private endpoints reach the server.')
param isPrivate bool

@description('IPv4 addresses outside Azure from which the administrator connects.')
param operatorAddresses string[]

var hasPooler = size.tier != 'Burstable'

var security = [
  { name: 'require_secure_transport', value: 'on' }
  { name: 'ssl_min_protocol_version', value: 'TLSv1.2' }
  // The details of a refused insert are its values, for example an email address. They would go to the logs.
  { name: 'log_error_verbosity', value: 'terse' }
]

// Transactions share connections. The app keeps no state of a connection after a transaction.
var pooler = hasPooler
  ? [
      { name: 'pgbouncer.enabled', value: 'true' }
      { name: 'pgbouncer.pool_mode', value: 'transaction' }
    ]
  : []

// 0.0.0.0 admits all of Azure: without its own network, a function app has no fixed addresses.
var azure = [{ name: 'azure', address: '0.0.0.0' }]
var operators = map(operatorAddresses, address => {
  name: 'operator-${replace(address, '.', '-')}'
  address: address
})

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2025-08-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: size.sku, tier: size.tier }
  properties: {
    version: '18'
    createMode: 'Default'
    authConfig: {
      activeDirectoryAuth: 'Enabled'
      passwordAuth: 'Disabled'
      tenantId: tenant().tenantId
    }
    storage: { storageSizeGB: size.storageGB, autoGrow: 'Enabled' }
    backup: {
      backupRetentionDays: size.backupDays
      geoRedundantBackup: size.hasGeoRedundantBackup ? 'Enabled' : 'Disabled'
    }
    highAvailability: { mode: size.isZoneRedundant ? 'ZoneRedundant' : 'Disabled' }
    network: { publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled' }
  }
}

// The server accepts one change at a time, so each of these waits for the previous one.
@batchSize(1)
resource configuration 'Microsoft.DBforPostgreSQL/flexibleServers/configurations@2025-08-01' = [
  for setting in concat(security, pooler): {
    parent: server
    name: setting.name
    properties: { value: setting.value, source: 'user-override' }
  }
]

resource entraAdministrator 'Microsoft.DBforPostgreSQL/flexibleServers/administrators@2025-08-01' = {
  parent: server
  name: administrator.objectId
  properties: {
    principalName: administrator.name
    principalType: administrator.type
    tenantId: tenant().tenantId
  }
  dependsOn: [configuration]
}

resource chat 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2025-08-01' = {
  parent: server
  name: 'devchat'
  properties: { charset: 'UTF8', collation: 'en_US.utf8' }
  dependsOn: [entraAdministrator]
}

@batchSize(1)
resource firewall 'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules@2025-08-01' = [
  for rule in isPrivate ? [] : concat(azure, operators): {
    parent: server
    name: rule.name
    properties: { startIpAddress: rule.address, endIpAddress: rule.address }
    dependsOn: [chat]
  }
]

resource replica 'Microsoft.DBforPostgreSQL/flexibleServers@2025-08-01' = if (size.hasReadReplica) {
  name: '${name}-replica'
  location: location
  tags: tags
  sku: { name: size.sku, tier: size.tier }
  properties: {
    createMode: 'Replica'
    sourceServerResourceId: server.id
    authConfig: {
      activeDirectoryAuth: 'Enabled'
      passwordAuth: 'Disabled'
      tenantId: tenant().tenantId
    }
    network: { publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled' }
  }
  dependsOn: [firewall]
}

output id string = server.id
output replicaId string = size.hasReadReplica ? replica.id : ''
output host string = server.properties.fullyQualifiedDomainName
output port int = hasPooler ? 6432 : 5432
output databaseName string = chat.name
