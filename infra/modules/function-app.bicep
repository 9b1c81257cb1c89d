metadata description = 'The function app on a Flex Consumption plan. app-settings.bicep has its settings.'

@export()
type FunctionAppSize = {
  @description('Memory of an instance, in MB.')
  memoryMB: 512 | 2048 | 4096

  @description('Most instances of each group of functions.')
  @minValue(1)
  @maxValue(1000)
  maximumInstances: int

  @description('Instances that are always ready for HTTP requests and SignalR messages; 0 causes a cold start after a pause.')
  @minValue(0)
  alwaysReadyHttp: int

  @description('Uses several zones. Azure then keeps at least two instances of each group ready, and bills them.')
  isZoneRedundant: bool
}

param name string
param planName string
param location string
param tags object
param size FunctionAppSize

@description('Resource id of the user-assigned identity.')
param identityId string

@description('URL of the blob container that holds the package.')
param deploymentContainerUrl string

@description('Subnet of outgoing calls; empty for none.')
param subnetId string

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { name: 'FC1', tier: 'FlexConsumption' }
  properties: { reserved: true, zoneRedundant: size.isZoneRedundant }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'api' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainerUrl
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: size.memoryMB
        maximumInstanceCount: size.maximumInstances
        alwaysReady: size.alwaysReadyHttp == 0 ? [] : [{ name: 'http', instanceCount: size.alwaysReadyHttp }]
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
    }
  }
}

// Publishing uses a token of Microsoft Entra ID, not the password of the publishing profile.
resource noPasswordForFtp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-11-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

resource noPasswordForScm 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-11-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
}

output id string = app.id
output hostname string = app.properties.defaultHostName
