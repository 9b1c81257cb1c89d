metadata description = 'Key Vault, and its secrets from the first deployment on.'

@export()
var secretNames = {
  jwt: 'jwt-secret'
  jwtAlsoAccepted: 'jwt-also-accepted'
  upstreamKey: 'signalr-extension'
}

param name string
param location string
param tags object

@description('Days in which a deleted secret, or the vault, can be had back. It cannot be changed later.')
@minValue(7)
@maxValue(90)
param retentionDays int

@description('Off the public network. Then only private endpoints reach the vault.')
param isPrivate bool

@description('Random text for the key that signs access tokens. Only the first deployment uses it.')
@minLength(32)
@secure()
param jwtSecret string

@description('Random text for the key of a rotation. Only the first deployment with a second key uses it.')
@minLength(32)
@secure()
param nextJwtSecret string

@description('Have a second key, whose access tokens are accepted too.')
param acceptsSecondJwtKey bool

@description('Random text that stands for the SignalR webhook\'s key until scripts/set-upstream-key.sh copies it here.')
@secure()
param upstreamKeyPlaceholder string

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: retentionDays
    enablePurgeProtection: true
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: {
      // Resource Manager among them, which puts the secrets here.
      bypass: 'AzureServices'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
    }
  }
}

// Made once. A later deployment leaves a secret as it is, or it would sign everybody out.
@onlyIfNotExists()
resource jwt 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = {
  parent: vault
  name: secretNames.jwt
  properties: { value: jwtSecret }
}

@onlyIfNotExists()
resource jwtAlsoAccepted 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = if (acceptsSecondJwtKey) {
  parent: vault
  name: secretNames.jwtAlsoAccepted
  properties: { value: nextJwtSecret }
}

@onlyIfNotExists()
resource upstreamKey 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = {
  parent: vault
  name: secretNames.upstreamKey
  properties: { value: upstreamKeyPlaceholder }
}

output id string = vault.id
output jwtSecretUri string = '${vault.properties.vaultUri}secrets/${jwt.name}'
output jwtAlsoAcceptedUri string = acceptsSecondJwtKey
  ? '${vault.properties.vaultUri}secrets/${jwtAlsoAccepted.name}'
  : ''
output upstreamKeyUri string = '${vault.properties.vaultUri}secrets/${upstreamKey.name}'
