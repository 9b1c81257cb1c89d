using Microsoft.Extensions.Logging;

namespace DevChat.Host.Runtime;

/// <summary>Logs once when something becomes unreachable, and once when it is reachable again.</summary>
internal sealed class OutageLog(ILogger logger, string what)
{
    private bool _away;

    public void Failed(Exception failure)
    {
        if (!_away)
        {
            logger.LogWarning(
                failure,
                "{What} is unreachable; trying again until it is back",
                what
            );
        }

        _away = true;
    }

    public void Succeeded()
    {
        if (_away)
        {
            logger.LogInformation("{What} is reachable again", what);
        }

        _away = false;
    }
}
