using System.Reflection;
using DevChat.LocalHost.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace DevChat.LocalHost.Timers;

/// <summary>What a timer offers to the parameters of a function.</summary>
internal static class TimerParameters
{
    public static ParameterSource? For(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(TimerInfo) ? run => run.Trigger : null;
}
