// Small and cheap, for one team to try things: it may sleep, and be away for a while.
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

// The one who deploys, unless somebody else is named. azd says who that is.
param databaseAdministrator = {
  objectId: readEnvironmentVariable('DATABASE_ADMIN_ID', readEnvironmentVariable('AZURE_PRINCIPAL_ID', ''))
  name: readEnvironmentVariable('DATABASE_ADMIN_NAME')
  type: readEnvironmentVariable('DATABASE_ADMIN_TYPE', 'User')
}
param operatorAddresses = empty(readEnvironmentVariable('OPERATOR_ADDRESS', ''))
  ? []
  : [readEnvironmentVariable('OPERATOR_ADDRESS', '')]

param additionalOrigins = ['http://localhost:5173']
