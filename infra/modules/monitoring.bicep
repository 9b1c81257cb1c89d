metadata description = 'The destination of logs, metrics and traces: a workspace with Application Insights.'

@export()
type LogSettings = {
  @description('Days that logs are kept.')
  @minValue(30)
  @maxValue(730)
  retentionDays: int

  @description('Gigabytes per day. Data above that is lost until the next day.')
  @minValue(1)
  dailyCapGB: int
}

param workspaceName string
param applicationInsightsName string
param location string
param tags object
param settings LogSettings

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-02-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: settings.retentionDays
    workspaceCapping: { dailyQuotaGb: settings.dailyCapGB }
    features: { disableLocalAuth: true }
  }
}

resource applicationInsights 'Microsoft.Insights/components@2020-02-02' = {
  name: applicationInsightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
  }
}

output workspaceId string = workspace.id
output applicationInsightsId string = applicationInsights.id

@description('The address of the destination. It gives no access: local authentication is off.')
output connectionString string = applicationInsights.properties.ConnectionString
