namespace DevChat.Host.Runtime;

/// <summary>Says once that something is away, and once that it is back, however often it is tried in between.</summary>
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
