metadata description = 'Alerts and their receivers. Each alert has the name of its section of docs/operations.md.'

param name string
param location string
param tags object

@description('Receiver of the alerts.')
param email string

param workspaceId string
param applicationInsightsId string
param signalRId string
param databaseId string

@description('max_connections of the database.')
param databaseConnectionLimit int

@description('Messages per day that SignalR includes. More cost extra, or SignalR stops.')
param signalRMessagesPerDay int

@description('Address that answers 200 while the app can serve.')
param readyUrl string

type Severity = 'critical' | 'error' | 'warning'

type LogAlert = {
  name: string
  severity: Severity
  summary: string

  @description('A Kusto query that answers one row with one number.')
  query: string

  @description('The column with that number.')
  measure: string
  operator: 'GreaterThan' | 'LessThan'
  threshold: int

  @description('ISO 8601 duration.')
  window: string
}

type MetricAlert = {
  name: string
  severity: Severity
  summary: string
  resourceId: string
  metricNamespace: string
  metric: string
  aggregation: 'Average' | 'Maximum' | 'Total'
  threshold: int

  @description('ISO 8601 duration.')
  window: string

  @description('Interval of the evaluation; ISO 8601 duration.')
  every: string
}

var severities = { critical: 0, error: 1, warning: 2 }

var runbook = 'docs/operations.md'

// Requests have an address. Runs of queue and timer functions have none.
var logAlerts LogAlert[] = [
  {
    name: 'server-errors'
    severity: 'error'
    summary: 'More than 1 % of requests fail with a 5xx.'
    query: 'AppRequests | where isnotempty(Url) | summarize Failed = sumif(ItemCount, toint(ResultCode) >= 500), Requests = sum(ItemCount) | project Percent = iff(Requests < 50, 0.0, 100.0 * Failed / Requests)'
    measure: 'Percent'
    operator: 'GreaterThan'
    threshold: 1
    window: 'PT10M'
  }
  {
    name: 'slow-requests'
    severity: 'warning'
    summary: 'The slowest 5 % of requests take more than a second.'
    query: 'AppRequests | where isnotempty(Url) | summarize Requests = sum(ItemCount), P95 = percentilew(DurationMs, ItemCount, 95) | project Milliseconds = iff(Requests < 50, 0.0, P95)'
    measure: 'Milliseconds'
    operator: 'GreaterThan'
    threshold: 1000
    window: 'PT15M'
  }
  {
    name: 'poisoned-messages'
    severity: 'error'
    summary: 'Queue messages failed five times and are in a poison queue.'
    query: 'AppMetrics | where Name == "devchat.queue.poisoned" | summarize Messages = max(Max) | project Messages = coalesce(Messages, 0.0)'
    measure: 'Messages'
    operator: 'GreaterThan'
    threshold: 0
    window: 'PT15M'
  }
  {
    name: 'presence-sweep-stopped'
    severity: 'error'
    summary: 'The timer that sets users to offline has not run for ten minutes.'
    query: 'AppMetrics | where Name == "devchat.sweep.runs" and tostring(Properties["devchat.sweep"]) == "presence" | summarize Runs = sum(Sum) | project Runs = coalesce(Runs, 0.0)'
    measure: 'Runs'
    operator: 'LessThan'
    threshold: 1
    window: 'PT10M'
  }
]

var signalRNamespace = 'Microsoft.SignalRService/SignalR'
var databaseNamespace = 'Microsoft.DBforPostgreSQL/flexibleServers'

var metricAlerts MetricAlert[] = [
  {
    name: 'signalr-connections'
    severity: 'error'
    summary: 'SignalR has more than 80 % of the connections that its units allow.'
    resourceId: signalRId
    metricNamespace: signalRNamespace
    metric: 'ConnectionQuotaUtilization'
    aggregation: 'Maximum'
    threshold: 80
    window: 'PT15M'
    every: 'PT5M'
  }
  {
    name: 'signalr-messages'
    severity: 'warning'
    summary: 'SignalR has sent more than 80 % of the messages that are included per day.'
    resourceId: signalRId
    metricNamespace: signalRNamespace
    metric: 'MessageCount'
    aggregation: 'Total'
    threshold: signalRMessagesPerDay * 80 / 100
    window: 'P1D'
    every: 'PT1H'
  }
  {
    name: 'database-cpu'
    severity: 'warning'
    summary: 'The database has been using more than 80 % of its CPU for 15 minutes.'
    resourceId: databaseId
    metricNamespace: databaseNamespace
    metric: 'cpu_percent'
    aggregation: 'Average'
    threshold: 80
    window: 'PT15M'
    every: 'PT5M'
  }
  {
    name: 'database-connections'
    severity: 'error'
    summary: 'The database has more than 80 % of its possible connections.'
    resourceId: databaseId
    metricNamespace: databaseNamespace
    metric: 'active_connections'
    aggregation: 'Maximum'
    threshold: databaseConnectionLimit * 80 / 100
    window: 'PT15M'
    every: 'PT5M'
  }
  {
    name: 'database-storage'
    severity: 'error'
    summary: 'The database uses more than 80 % of its storage.'
    resourceId: databaseId
    metricNamespace: databaseNamespace
    metric: 'storage_percent'
    aggregation: 'Maximum'
    threshold: 80
    window: 'PT1H'
    every: 'PT15M'
  }
]

resource onCall 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${name}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'devchat'
    emailReceivers: [{ name: 'on-call', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource logRules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in logAlerts: {
    name: '${name}-${alert.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: '${name}: ${alert.name}'
      description: '${alert.summary} ${runbook}#${alert.name}'
      severity: severities[alert.severity]
      enabled: true
      autoMitigate: true
      scopes: [workspaceId]
      // A new workspace has no tables until the app sends data.
      skipQueryValidation: true
      evaluationFrequency: 'PT5M'
      windowSize: alert.window
      criteria: {
        allOf: [
          {
            query: alert.query
            metricMeasureColumn: alert.measure
            timeAggregation: 'Maximum'
            operator: alert.operator
            threshold: alert.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [onCall.id] }
    }
  }
]

resource metricRules 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for alert in metricAlerts: {
    name: '${name}-${alert.name}'
    location: 'global'
    tags: tags
    properties: {
      description: '${alert.summary} ${runbook}#${alert.name}'
      severity: severities[alert.severity]
      enabled: true
      autoMitigate: true
      scopes: [alert.resourceId]
      evaluationFrequency: alert.every
      windowSize: alert.window
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion'
            name: alert.metric
            metricNamespace: alert.metricNamespace
            metricName: alert.metric
            timeAggregation: alert.aggregation
            operator: 'GreaterThan'
            threshold: alert.threshold
          }
        ]
      }
      actions: [{ actionGroupId: onCall.id }]
    }
  }
]

resource readyTest 'Microsoft.Insights/webtests@2022-06-15' = {
  name: '${name}-ready'
  location: location
  // Application Insights finds a test by this tag only.
  tags: union(tags, { 'hidden-link:${applicationInsightsId}': 'Resource' })
  kind: 'standard'
  properties: {
    Name: '${name}-ready'
    SyntheticMonitorId: '${name}-ready'
    Kind: 'standard'
    Enabled: true
    Frequency: 300
    Timeout: 30
    RetryEnabled: true
    Locations: [
      { Id: 'emea-nl-ams-azr' }
      { Id: 'us-va-ash-azr' }
      { Id: 'apac-sg-sin-azr' }
    ]
    Request: { RequestUrl: readyUrl, HttpVerb: 'GET', ParseDependentRequests: false }
    ValidationRules: { ExpectedHttpStatusCode: 200, SSLCheck: true, SSLCertRemainingLifetimeCheck: 7 }
  }
}

resource notReady 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${name}-app-not-ready'
  location: 'global'
  tags: tags
  properties: {
    description: 'The app does not answer, or a store is away, seen from two places. ${runbook}#app-not-ready'
    severity: severities.critical
    enabled: true
    autoMitigate: true
    scopes: [readyTest.id, applicationInsightsId]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: readyTest.id
      componentId: applicationInsightsId
      failedLocationCount: 2
    }
    actions: [{ actionGroupId: onCall.id }]
  }
}
