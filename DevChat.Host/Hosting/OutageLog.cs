namespace DevChat.Host.Hosting;

/// <summary>Says once that something is away, and once that it is back, however often it is tried in between.</summary>
internal sealed class OutageLog(ILogger logger, string what)
{
    private bool away;

    public void Failed(Exception failure)
    {
        if (!away)
            logger.LogWarning(
                failure,
                "{What} is unreachable; trying again until it is back",
                what
            );
        away = true;
    }

    public void Succeeded()
    {
        if (away)
            logger.LogInformation("{What} is reachable again", what);
        away = false;
    }
}
