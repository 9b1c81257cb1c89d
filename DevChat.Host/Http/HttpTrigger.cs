using System.ComponentModel;
using System.Reflection;
using DevChat.Host.Runtime;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.Host.Http;

/// <summary>Runs functions for HTTP requests, and binds the request and values of its route to parameters.</summary>
internal sealed class HttpTrigger : ITriggerBinding
{
    public Type Attribute => typeof(HttpTriggerAttribute);

    /// <summary>
    /// The request, its context, or a route value with the name of the parameter. Null if it is none of these.
    /// </summary>
    public ParameterSource? SourceOf(ParameterInfo parameter, Attribute trigger, string function)
    {
        if (parameter.ParameterType == typeof(HttpRequest))
        {
            return run => Context(run).Request;
        }

        if (parameter.ParameterType == typeof(HttpContext))
        {
            return Context;
        }

        var named = RoutePatternFactory
            .Parse(((HttpTriggerAttribute)trigger).Route ?? function)
            .GetParameter(parameter.Name!);
        return named is null ? null : RouteValue(named.Name, parameter);
    }

    private static ParameterSource RouteValue(string name, ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(string))
        {
            return run => Context(run).GetRouteValue(name)?.ToString();
        }

        var converter = TypeDescriptor.GetConverter(parameter.ParameterType);
        return run =>
            Context(run).GetRouteValue(name)?.ToString() is { } text
                ? converter.ConvertFromInvariantString(text)
                : null;
    }

    private static HttpContext Context(FunctionRun run) => (HttpContext)run.Trigger;
}
