metadata description = 'The budget of a month and the receivers of its e-mails. A budget stops nothing.'

@export()
type BudgetSettings = {
  @description('In the currency of the subscription.')
  @minValue(1)
  monthly: int

  @description('First day of the month in which the budget begins: yyyy-mm-01. It cannot change later.')
  startDate: string
}

param name string
param settings BudgetSettings
param email string

var told = { enabled: true, operator: 'GreaterThanOrEqualTo', contactEmails: [email] }

resource budget 'Microsoft.Consumption/budgets@2024-08-01' = {
  name: 'budget-${name}'
  properties: {
    category: 'Cost'
    amount: settings.monthly
    timeGrain: 'Monthly'
    timePeriod: { startDate: settings.startDate }
    notifications: {
      spent80: union(told, { threshold: 80, thresholdType: 'Actual' })
      spent100: union(told, { threshold: 100, thresholdType: 'Actual' })
      forecast100: union(told, { threshold: 100, thresholdType: 'Forecasted' })
    }
  }
}
