metadata description = 'The storage account of the function app: its package, its queues, its timers\' leases.'

param name string
param location string
param tags object

@allowed(['Standard_LRS', 'Standard_ZRS'])
param redundancy string

@description('Turns the public network off. Then only private endpoints reach the account.')
param isPrivate bool

// The constants QueueName of DevChat.Functions. The Functions host moves a failed message to <queue>-poison.
var queueNames = ['unread-recount', 'room-left']
var poisonQueueNames = map(queueNames, queue => '${queue}-poison')

var daysToUndelete = 7

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: redundancy }
  properties: {
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'None'
      defaultAction: isPrivate ? 'Deny' : 'Allow'
    }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2025-01-01' = {
  parent: account
  name: 'default'
  properties: {
    deleteRetentionPolicy: { enabled: true, days: daysToUndelete }
    containerDeleteRetentionPolicy: { enabled: true, days: daysToUndelete }
  }
}

resource deployments 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' = {
  parent: blobs
  name: 'deployments'
  properties: { publicAccess: 'None' }
}

resource queueService 'Microsoft.Storage/storageAccounts/queueServices@2025-01-01' = {
  parent: account
  name: 'default'
}

resource queues 'Microsoft.Storage/storageAccounts/queueServices/queues@2025-01-01' = [
  for queue in concat(queueNames, poisonQueueNames): {
    parent: queueService
    name: queue
  }
]

output id string = account.id
output deploymentContainerUrl string = '${account.properties.primaryEndpoints.blob}${deployments.name}'
