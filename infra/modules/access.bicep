metadata description = 'Every role that an identity of this deployment holds, each on one resource or one secret.'

import { secretNames } from 'key-vault.bicep'

@description('Object id of the function app\'s identity.')
param appPrincipalId string

@description('Object id of SignalR\'s own identity.')
param signalRPrincipalId string

param storageAccountName string
param signalRName string
param applicationInsightsName string
param keyVaultName string

@description('Whether there is a second key for access tokens.')
param acceptsSecondJwtKey bool

func roleId(role string) string => subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)

var storageBlobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
var storageQueueDataContributor = '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
var storageTableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
var signalRServiceOwner = '7e4f1700-ea5a-4f59-8f37-079cfe29dce3'
var monitoringMetricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'
var keyVaultSecretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

resource storageAccount 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storageAccountName
}

resource signalR 'Microsoft.SignalRService/signalR@2024-03-01' existing = {
  name: signalRName
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: applicationInsightsName
}

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' existing = {
  name: keyVaultName

  resource jwt 'secrets' existing = {
    name: secretNames.jwt
  }

  resource jwtAlsoAccepted 'secrets' existing = {
    name: secretNames.jwtAlsoAccepted
  }

  resource upstreamKey 'secrets' existing = {
    name: secretNames.upstreamKey
  }
}

// The Functions host needs these roles on AzureWebJobsStorage: for leases, keys and the package; queues; diagnostic events.
resource appOnStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in [storageBlobDataOwner, storageQueueDataContributor, storageTableDataContributor]: {
    scope: storageAccount
    name: guid(storageAccount.id, 'app', role)
    properties: {
      principalId: appPrincipalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: roleId(role)
    }
  }
]

// Not SignalR REST API Owner: that role can send, but cannot create tokens for `negotiate`.
resource appOnSignalR 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: signalR
  name: guid(signalR.id, 'app', signalRServiceOwner)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: roleId(signalRServiceOwner)
  }
}

resource appOnApplicationInsights 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: applicationInsights
  name: guid(applicationInsights.id, 'app', monitoringMetricsPublisher)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: roleId(monitoringMetricsPublisher)
  }
}

resource appOnJwt 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault::jwt
  name: guid(vault::jwt.id, 'app', keyVaultSecretsUser)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: roleId(keyVaultSecretsUser)
  }
}

resource appOnJwtAlsoAccepted 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (acceptsSecondJwtKey) {
  scope: vault::jwtAlsoAccepted
  name: guid(vault::jwtAlsoAccepted.id, 'app', keyVaultSecretsUser)
  properties: {
    principalId: appPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: roleId(keyVaultSecretsUser)
  }
}

resource signalROnUpstreamKey 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault::upstreamKey
  name: guid(vault::upstreamKey.id, 'signalr', keyVaultSecretsUser)
  properties: {
    principalId: signalRPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: roleId(keyVaultSecretsUser)
  }
}
