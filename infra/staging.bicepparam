// The same kinds of resources as production, each in its smallest size. So a change that works here works in production.
using 'main.bicep'

param environmentName = 'staging'
param websiteLocation = 'westeurope'

param functionApp = { memoryMB: 2048, maximumInstances: 40, alwaysReadyHttp: 1, isZoneRedundant: false }
param signalR = { sku: 'Standard_S1', units: 1 }
param database = {
  tier: 'GeneralPurpose'
  sku: 'Standard_D2ds_v5'
  connectionLimit: 859
  storageGB: 64
  isZoneRedundant: false
  hasReadReplica: false
  backupDays: 7
  hasGeoRedundantBackup: false
}
param redis = { sku: 'Balanced_B0', isHighlyAvailable: true }
param storageRedundancy = 'Standard_LRS'
param websiteSku = 'Standard'
param keyVaultRetentionDays = 30
param privateNetwork = false

param logs = { retentionDays: 30, dailyCapGB: 5 }
param budget = { monthly: 600, startDate: '2026-12-01' }
param alertEmail = readEnvironmentVariable('ALERT_EMAIL')

param databaseAdministrator = {
  objectId: readEnvironmentVariable('DATABASE_ADMIN_ID')
  name: readEnvironmentVariable('DATABASE_ADMIN_NAME')
  type: readEnvironmentVariable('DATABASE_ADMIN_TYPE', 'Group')
}
