metadata description = 'DevChat in one resource group.'

import { FunctionAppSize } from 'modules/function-app.bicep'
import { SignalRSize } from 'modules/signalr.bicep'
import { DatabaseAdministrator, DatabaseSize } from 'modules/database.bicep'
import { RedisSize } from 'modules/redis.bicep'
import { LogSettings } from 'modules/monitoring.bicep'
import { BudgetSettings } from 'modules/budget.bicep'

targetScope = 'resourceGroup'

@allowed(['dev', 'staging', 'production'])
param environmentName string

param location string = resourceGroup().location

@description('Region of the Static Web App, which not every region offers. Its content is served worldwide.')
@allowed(['westeurope', 'eastus2', 'centralus', 'westus2', 'eastasia'])
param websiteLocation string

param functionApp FunctionAppSize
param signalR SignalRSize
param database DatabaseSize
param databaseAdministrator DatabaseAdministrator
param redis RedisSize
param logs LogSettings
param budget BudgetSettings

@allowed(['Standard_LRS', 'Standard_ZRS'])
param storageRedundancy string

@allowed(['Free', 'Standard'])
param websiteSku string

@description('Days in which a deleted secret or the deleted vault can be restored. It cannot change later.')
param keyVaultRetentionDays int

@description('Removes the stores from the public network. API, SignalR and web app stay public for clients.')
param privateNetwork bool

@description('Receiver of alerts and of budget e-mails.')
param alertEmail string

@description('Origins of web apps that may call, in addition to the one deployed here.')
param additionalOrigins string[] = []

@description('IPv4 addresses outside Azure from which the database administrator connects.')
param operatorAddresses string[] = []

@description('Name of the database server; empty for the usual one. For a restored server see docs/operations.md.')
param databaseServer string = ''

@description('Adds a second key whose access tokens are also accepted, for a rotation of the first.')
param acceptsSecondJwtKey bool = false

@description('OpenTelemetry collector in addition to Application Insights; empty for none.')
param otlpEndpoint string = ''

// 366 random bits. Key Vault keeps the value of the first deployment. Later deployments cannot read it.
@secure()
param jwtSecret string = '${newGuid()}${newGuid()}${newGuid()}'

@secure()
param nextJwtSecret string = '${newGuid()}${newGuid()}${newGuid()}'

@secure()
param upstreamKeyPlaceholder string = newGuid()

var unique = uniqueString(resourceGroup().id)
var name = 'devchat-${environmentName}'
var uniqueName = '${name}-${unique}'
// Known before the deployment, so that a preview can show every change.
var names = {
  applicationInsights: 'appi-${name}'
  database: empty(databaseServer) ? 'psql-${uniqueName}' : databaseServer
  functionApp: 'func-${uniqueName}'
  keyVault: 'kv-devchat-${unique}'
  redis: 'redis-${uniqueName}'
  signalR: 'sigr-${uniqueName}'
  storage: 'stdevchat${unique}'
}
var tags = { application: 'devchat', environment: environmentName }

module identity 'modules/identity.bicep' = {
  params: { name: 'id-${name}', location: location, tags: tags }
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    workspaceName: 'log-${name}'
    applicationInsightsName: names.applicationInsights
    location: location
    tags: tags
    settings: logs
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  params: { name: name, location: location, tags: tags }
}

module storage 'modules/storage.bicep' = {
  params: {
    name: names.storage
    location: location
    tags: tags
    redundancy: storageRedundancy
    isPrivate: privateNetwork
  }
}

module keyVault 'modules/key-vault.bicep' = {
  params: {
    name: names.keyVault
    location: location
    tags: tags
    retentionDays: keyVaultRetentionDays
    isPrivate: privateNetwork
    jwtSecret: jwtSecret
    nextJwtSecret: nextJwtSecret
    acceptsSecondJwtKey: acceptsSecondJwtKey
    upstreamKeyPlaceholder: upstreamKeyPlaceholder
  }
}

module server 'modules/database.bicep' = {
  params: {
    name: names.database
    location: location
    tags: tags
    size: database
    administrator: databaseAdministrator
    isPrivate: privateNetwork
    operatorAddresses: operatorAddresses
  }
}

module cache 'modules/redis.bicep' = {
  params: {
    name: names.redis
    location: location
    tags: tags
    size: redis
    principalId: identity.outputs.principalId
    isPrivate: privateNetwork
  }
}

module website 'modules/website.bicep' = {
  params: { name: 'stapp-${uniqueName}', location: websiteLocation, tags: tags, sku: websiteSku }
}

module app 'modules/function-app.bicep' = {
  params: {
    name: names.functionApp
    planName: 'plan-${name}'
    location: location
    tags: tags
    size: functionApp
    identityId: identity.outputs.id
    deploymentContainerUrl: storage.outputs.deploymentContainerUrl
    subnetId: privateNetwork ? network!.outputs.appSubnetId : ''
  }
}

module realtime 'modules/signalr.bicep' = {
  params: {
    name: names.signalR
    location: location
    tags: tags
    size: signalR
    functionAppHostname: app.outputs.hostname
    upstreamKeyUri: keyVault.outputs.upstreamKeyUri
    allowedOrigins: concat(['https://${website.outputs.hostname}'], additionalOrigins)
    isPrivate: privateNetwork
    keyVaultId: keyVault.outputs.id
  }
}

module access 'modules/access.bicep' = {
  params: {
    appPrincipalId: identity.outputs.principalId
    signalRPrincipalId: realtime.outputs.principalId
    storageAccountName: names.storage
    signalRName: names.signalR
    applicationInsightsName: names.applicationInsights
    keyVaultName: names.keyVault
    acceptsSecondJwtKey: acceptsSecondJwtKey
  }
  dependsOn: [monitoring]
}

// After the roles, because Azure reads the references to Key Vault when it writes the settings.
module appSettings 'modules/app-settings.bicep' = {
  params: {
    functionAppName: names.functionApp
    identity: {
      clientId: identity.outputs.clientId
      principalId: identity.outputs.principalId
      name: identity.outputs.name
    }
    storageAccountName: names.storage
    signalRHostname: realtime.outputs.hostname
    database: { host: server.outputs.host, port: server.outputs.port, name: server.outputs.databaseName }
    redis: { host: cache.outputs.host, port: cache.outputs.port }
    applicationInsights: monitoring.outputs.connectionString
    jwtSecretUri: keyVault.outputs.jwtSecretUri
    jwtAlsoAcceptedUri: keyVault.outputs.jwtAlsoAcceptedUri
    allowedOrigins: concat(['https://${website.outputs.hostname}'], additionalOrigins)
    otlpEndpoint: otlpEndpoint
  }
  dependsOn: [access]
}

var storageId = resourceId('Microsoft.Storage/storageAccounts', names.storage)
var serverType = 'Microsoft.DBforPostgreSQL/flexibleServers'

var replicaEndpoints = database.hasReadReplica
  ? [{ name: 'replica', targetId: resourceId(serverType, '${names.database}-replica') }]
  : []

var privateStores = [
  {
    part: 'blob'
    zone: 'privatelink.blob.${environment().suffixes.storage}'
    endpoints: [{ name: 'blob', targetId: storageId }]
  }
  {
    part: 'queue'
    zone: 'privatelink.queue.${environment().suffixes.storage}'
    endpoints: [{ name: 'queue', targetId: storageId }]
  }
  {
    part: 'table'
    zone: 'privatelink.table.${environment().suffixes.storage}'
    endpoints: [{ name: 'table', targetId: storageId }]
  }
  {
    part: 'vault'
    zone: 'privatelink.vaultcore.azure.net'
    endpoints: [{ name: 'key-vault', targetId: resourceId('Microsoft.KeyVault/vaults', names.keyVault) }]
  }
  {
    part: 'redisEnterprise'
    zone: 'privatelink.redis.azure.net'
    endpoints: [{ name: 'redis', targetId: resourceId('Microsoft.Cache/redisEnterprise', names.redis) }]
  }
  {
    part: 'signalr'
    zone: 'privatelink.service.signalr.net'
    endpoints: [{ name: 'signalr', targetId: resourceId('Microsoft.SignalRService/signalR', names.signalR) }]
  }
  {
    part: 'postgresqlServer'
    zone: 'privatelink.postgres.database.azure.com'
    endpoints: concat([{ name: 'database', targetId: resourceId(serverType, names.database) }], replicaEndpoints)
  }
]

module privateLinks 'modules/private-link.bicep' = [
  for store in privateStores: if (privateNetwork) {
    params: {
      location: location
      tags: tags
      networkId: network!.outputs.id
      subnetId: network!.outputs.endpointSubnetId
      zone: store.zone
      part: store.part
      endpoints: map(store.endpoints, endpoint => {
        name: 'pe-${name}-${endpoint.name}'
        targetId: endpoint.targetId
      })
    }
    dependsOn: [storage, keyVault, cache, realtime, server]
  }
]

module diagnostics 'modules/diagnostics.bicep' = {
  params: {
    workspaceId: monitoring.outputs.workspaceId
    functionAppName: names.functionApp
    signalRName: names.signalR
    databaseName: names.database
    redisName: names.redis
    keyVaultName: names.keyVault
  }
  dependsOn: [app, realtime, server, cache, keyVault]
}

module alerts 'modules/alerts.bicep' = {
  params: {
    name: name
    location: location
    tags: tags
    email: alertEmail
    workspaceId: monitoring.outputs.workspaceId
    applicationInsightsId: monitoring.outputs.applicationInsightsId
    signalRId: realtime.outputs.id
    databaseId: server.outputs.id
    databaseConnectionLimit: database.connectionLimit
    signalRMessagesPerDay: signalR.sku == 'Free_F1' ? 20000 : 1000000 * signalR.units
    readyUrl: 'https://${app.outputs.hostname}/api/health/ready'
  }
}

module monthlyBudget 'modules/budget.bicep' = {
  params: { name: name, settings: budget, email: alertEmail }
}

// azd and infra/scripts read these names from the environment.
output AZURE_RESOURCE_GROUP string = resourceGroup().name
output API_BASE_URL string = 'https://${app.outputs.hostname}/api'
output NEGOTIATE_URL string = 'https://${app.outputs.hostname}/api/negotiate'
output FUNCTION_APP_NAME string = names.functionApp
output IDENTITY_NAME string = identity.outputs.name
output SIGNALR_NAME string = names.signalR
output SIGNALR_HOSTNAME string = realtime.outputs.hostname
output WEBSITE_NAME string = website.outputs.name
output WEBSITE_HOSTNAME string = website.outputs.hostname
output DATABASE_HOST string = server.outputs.host
output DATABASE_NAME string = server.outputs.databaseName
output DATABASE_ADMIN_NAME string = databaseAdministrator.name
output REDIS_NAME string = names.redis
output STORAGE_ACCOUNT_NAME string = names.storage
output KEY_VAULT_NAME string = names.keyVault
output APPLICATION_INSIGHTS_NAME string = names.applicationInsights
