// The app survives the loss of a zone. The backups survive the loss of a region.
using 'main.bicep'

param environmentName = 'production'
param websiteLocation = 'westeurope'

param functionApp = { memoryMB: 2048, maximumInstances: 100, alwaysReadyHttp: 2, isZoneRedundant: true }
param signalR = { sku: 'Premium_P1', units: 1 }
param database = {
  tier: 'GeneralPurpose'
  sku: 'Standard_D4ds_v5'
  connectionLimit: 1718
  storageGB: 128
  isZoneRedundant: true
  hasReadReplica: false
  backupDays: 35
  hasGeoRedundantBackup: true
}
param redis = { sku: 'Balanced_B3', isHighlyAvailable: true }
param storageRedundancy = 'Standard_ZRS'
param websiteSku = 'Standard'
param keyVaultRetentionDays = 90
param privateNetwork = false

param logs = { retentionDays: 90, dailyCapGB: 20 }
param budget = { monthly: 2500, startDate: '2026-12-01' }
param alertEmail = readEnvironmentVariable('ALERT_EMAIL')

param databaseAdministrator = {
  objectId: readEnvironmentVariable('DATABASE_ADMIN_ID')
  name: readEnvironmentVariable('DATABASE_ADMIN_NAME')
  type: readEnvironmentVariable('DATABASE_ADMIN_TYPE', 'Group')
}
