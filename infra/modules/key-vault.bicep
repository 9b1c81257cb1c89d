metadata description = 'Key Vault, and the secrets that the first deployment creates.'

@export()
var secretNames = {
  jwt: 'jwt-secret'
  jwtAlsoAccepted: 'jwt-also-accepted'
  upstreamKey: 'signalr-extension'
}

param name string
param location string
param tags object

@description('Days in which a deleted secret or the deleted vault can be restored. It cannot change later.')
@minValue(7)
@maxValue(90)
param retentionDays int

@description('Turns the public network off. Then only private endpoints reach the vault.')
param isPrivate bool

@description('Random text for the key that signs access tokens. Only the first deployment uses it.')
@minLength(32)
@secure()
param jwtSecret string

@description('Random text for the key of a rotation. Only the first deployment with a second key uses it.')
@minLength(32)
@secure()
param nextJwtSecret string

@description('Adds a second key whose access tokens are also accepted.')
param acceptsSecondJwtKey bool

@description('Random text in place of the SignalR webhook\'s key, until scripts/set-upstream-key.sh copies that key here.')
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
      // Resource Manager is one of them: it writes the secrets.
      bypass: 'AzureServices'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
    }
  }
}

// Created once. A later deployment keeps the secret, because a new one would sign all users out.
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
