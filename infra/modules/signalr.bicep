metadata description = 'Azure SignalR Service in serverless mode: it holds the clients\' connections and calls the function app.'

@export()
type SignalRSize = {
  @description('Free takes 20 connections and has no private endpoints; Premium spans zones.')
  sku: 'Free_F1' | 'Standard_S1' | 'Premium_P1'

  @description('A unit takes 1,000 connections.')
  @minValue(1)
  units: int
}

param name string
param location string
param tags object
param size SignalRSize

@description('Host name of the function app.')
param functionAppHostname string

@description('URI of the secret that holds the webhook\'s system key, without a version.')
param upstreamKeyUri string

@description('Origins of web apps that may connect.')
param allowedOrigins string[]

@description('Only clients come from the public network; the REST API is reached by private endpoint.')
param isPrivate bool

@description('Key Vault that upstream keys are read from.')
param keyVaultId string

resource signalR 'Microsoft.SignalRService/signalR@2024-03-01' = {
  name: name
  location: location
  tags: tags
  kind: 'SignalR'
  sku: { name: size.sku, capacity: size.units }
  identity: { type: 'SystemAssigned' }
  properties: {
    disableLocalAuth: true
    features: [{ flag: 'ServiceMode', value: 'Serverless' }]
    tls: { clientCertEnabled: false }
    // Not a line for every message, nor for every call of the REST API.
    resourceLogConfiguration: {
      categories: [
        { name: 'ConnectivityLogs', enabled: 'true' }
        { name: 'MessagingLogs', enabled: 'false' }
        { name: 'HttpRequestLogs', enabled: 'false' }
      ]
    }
    cors: { allowedOrigins: allowedOrigins }
    networkACLs: {
      defaultAction: 'Allow'
      publicNetwork: { deny: isPrivate ? ['ServerConnection', 'RESTAPI', 'Trace'] : [] }
    }
    upstream: {
      templates: [
        {
          hubPattern: 'chat'
          categoryPattern: 'connections,messages'
          eventPattern: '*'
          auth: { type: 'None' }
          urlTemplate: 'https://${functionAppHostname}/runtime/webhooks/signalr?code={@Microsoft.KeyVault(SecretUri=${upstreamKeyUri})}'
        }
      ]
    }
  }
}

// SignalR's own way to a vault off the public network. scripts/approve-private-link.sh says yes to it on the vault's side.
resource linkToKeyVault 'Microsoft.SignalRService/signalR/sharedPrivateLinkResources@2024-03-01' = if (isPrivate) {
  parent: signalR
  name: 'key-vault'
  properties: {
    groupId: 'vault'
    privateLinkResourceId: keyVaultId
    requestMessage: 'DevChat: SignalR reads the key of its upstream'
  }
}

output id string = signalR.id
output hostname string = signalR.properties.hostName
output principalId string = signalR.identity.principalId
