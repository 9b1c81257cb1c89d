metadata description = 'Azure SignalR Service in serverless mode: it holds the clients\' connections and calls the function app.'

@export()
type SignalRSize = {
  @description('Free allows 20 connections and has no private endpoints. Premium uses several zones.')
  sku: 'Free_F1' | 'Standard_S1' | 'Premium_P1'

  @description('A unit allows 1,000 connections.')
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

@description('Admits only clients from the public network. The REST API needs a private endpoint.')
param isPrivate bool

@description('Key Vault with the upstream keys.')
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
    // No line per message and no line per call of the REST API.
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

// SignalR's own link to a vault without public network. scripts/approve-private-link.sh approves it on the vault.
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
