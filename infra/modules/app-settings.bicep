metadata description = 'All settings of the function app. No value is a secret: identities sign in, and Key Vault keeps the keys.'

param functionAppName string

@description('Client id, object id and name of the user-assigned identity. The name is also its role in PostgreSQL.')
param identity { clientId: string, principalId: string, name: string }

param storageAccountName string
param signalRHostname string
param database { host: string, port: int, name: string }
param redis { host: string, port: int }

@description('Connection string of Application Insights.')
param applicationInsights string

@description('URI of the secret that signs access tokens, without a version.')
param jwtSecretUri string

@description('URI of the secret whose access tokens are also accepted; empty for none.')
param jwtAlsoAcceptedUri string

@description('Origins of web apps that may call.')
param allowedOrigins string[]

@description('OpenTelemetry collector in addition to Application Insights; empty for none.')
param otlpEndpoint string

// PgBouncer accepts 5,000 connections: enough for a hundred instances with this pool size.
var connectionsPerInstance = 40

// 6432 is PgBouncer, which does not track prepared statements here.
var preparedStatements = database.port == 6432 ? 0 : 100

var managedIdentity = 'managedidentity'

var postgres = join(
  [
    'Host=${database.host}'
    'Port=${database.port}'
    'Database=${database.name}'
    'Username=${identity.name}'
    'SSL Mode=VerifyFull'
    'Max Auto Prepare=${preparedStatements}'
    'Maximum Pool Size=${connectionsPerInstance}'
  ],
  ';'
)

var settings = {
  ManagedIdentity__ClientId: identity.clientId

  // Without it, the Functions host shows a page about itself at `/`.
  AzureWebJobsDisableHomepage: 'true'

  AzureWebJobsStorage__accountName: storageAccountName
  AzureWebJobsStorage__credential: managedIdentity
  AzureWebJobsStorage__clientId: identity.clientId

  AzureSignalRConnectionString__serviceUri: 'https://${signalRHostname}'
  AzureSignalRConnectionString__credential: managedIdentity
  AzureSignalRConnectionString__clientId: identity.clientId
  // Events keep their bytes. The service's REST API would serialise them again.
  AzureSignalRServiceTransportType: 'Persistent'

  ConnectionStrings__Postgres: postgres
  ConnectionStrings__Redis: '${redis.host}:${redis.port},ssl=true,user=${identity.principalId}'

  Jwt__Secret: '@Microsoft.KeyVault(SecretUri=${jwtSecretUri})'

  APPLICATIONINSIGHTS_CONNECTION_STRING: applicationInsights
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.clientId};Authorization=AAD'

  ClientAddress__TrustedProxies: '1'
}

var origins = toObject(range(0, length(allowedOrigins)), i => 'Cors__AllowedOrigins__${i}', i => allowedOrigins[i])

var rotation = empty(jwtAlsoAcceptedUri)
  ? {}
  : { Jwt__AlsoAccepted: '@Microsoft.KeyVault(SecretUri=${jwtAlsoAcceptedUri})' }

var telemetry = empty(otlpEndpoint) ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint }

resource app 'Microsoft.Web/sites@2024-11-01' existing = {
  name: functionAppName
}

resource appSettings 'Microsoft.Web/sites/config@2024-11-01' = {
  parent: app
  name: 'appsettings'
  properties: union(settings, origins, rotation, telemetry)
}
