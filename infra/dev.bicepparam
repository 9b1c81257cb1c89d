// Small and cheap, for the tests of one team. It may sleep and be unavailable for a while.
using 'main.bicep'

param environmentName = 'dev'
param websiteLocation = 'westeurope'

param functionApp = { memoryMB: 2048, maximumInstances: 40, alwaysReadyHttp: 0, isZoneRedundant: false }
param signalR = { sku: 'Free_F1', units: 1 }
param database = {
  tier: 'Burstable'
  sku: 'Standard_B2s'
  connectionLimit: 429
  storageGB: 32
  isZoneRedundant: false
  hasReadReplica: false
  backupDays: 7
  hasGeoRedundantBackup: false
}
param redis = { sku: 'Balanced_B0', isHighlyAvailable: false }
param storageRedundancy = 'Standard_LRS'
param websiteSku = 'Free'
param keyVaultRetentionDays = 7
param privateNetwork = false

param logs = { retentionDays: 30, dailyCapGB: 1 }
param budget = { monthly: 150, startDate: '2026-12-01' }
param alertEmail = readEnvironmentVariable('ALERT_EMAIL')

// The deploying user, unless another one is named. azd sets this variable.
param databaseAdministrator = {
  objectId: readEnvironmentVariable('DATABASE_ADMIN_ID', readEnvironmentVariable('AZURE_PRINCIPAL_ID', ''))
  name: readEnvironmentVariable('DATABASE_ADMIN_NAME')
  type: readEnvironmentVariable('DATABASE_ADMIN_TYPE', 'User')
}
param operatorAddresses = empty(readEnvironmentVariable('OPERATOR_ADDRESS', ''))
  ? []
  : [readEnvironmentVariable('OPERATOR_ADDRESS', '')]

param additionalOrigins = ['http://localhost:5173']
