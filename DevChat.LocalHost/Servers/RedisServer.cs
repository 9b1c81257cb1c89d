using System.Net;
using Garnet;
using Garnet.common;
using Garnet.server;
using Garnet.server.Auth.Settings;
using Microsoft.Extensions.Logging.Abstractions;
using Tsavorite.core;

namespace DevChat.LocalHost.Servers;

/// <summary>Garnet, a server that speaks Redis's protocol, in this process. Its data is in memory and is lost when it stops.</summary>
public sealed class RedisServer : LocalServer
{
    private GarnetServer? _garnet;
    private string _failure = string.Empty;

    internal RedisServer(ServerContext context)
        : base("Redis (Garnet)", context) { }

    /// <summary>For StackExchange.Redis.</summary>
    public string ConnectionString => $"127.0.0.1:{Port},password={Context.Data.Secret}";

    private protected override bool IsRunning => _garnet is not null;

    /// <summary>Starts a Garnet on 127.0.0.1 that runs Lua scripts and writes neither files nor logs.</summary>
    /// <exception cref="GarnetException">The port is taken, or Garnet could not start for another reason.</exception>
    public static GarnetServer Run(int port, IAuthenticationSettings authentication)
    {
        var garnet = new GarnetServer(
            new GarnetServerOptions(NullLogger.Instance)
            {
                EndPoints = [new IPEndPoint(IPAddress.Loopback, port)],
                AuthSettings = authentication,
                EnableLua = true,
                LuaOptions = new LuaOptions(
                    LuaMemoryManagementMode.Native,
                    string.Empty,
                    Timeout.InfiniteTimeSpan,
                    LuaLoggingMode.Silent,
                    [],
                    NullLogger.Instance
                ),
                LogMemorySize = "64m",
                PageSize = "1m",
                IndexMemorySize = "1m",
                // The native device of Linux needs a library that not every machine has.
                DeviceType = DeviceType.RandomAccess,
                QuietMode = true,
            },
            NullLoggerFactory.Instance,
            cleanupDir: false
        );
        try
        {
            garnet.Start();
            return garnet;
        }
        catch
        {
            garnet.Dispose(deleteDir: false);
            throw;
        }
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        _garnet?.Dispose(deleteDir: false);
        _garnet = null;
        return Task.CompletedTask;
    }

    // On another thread, so that the other servers start at the same time.
    private protected override async Task<bool> TryStartAsync(CancellationToken cancellationToken)
    {
        try
        {
            var authentication = new PasswordAuthenticationSettings(Context.Data.Secret);
            _garnet = await Task.Run(() => Run(Port, authentication), cancellationToken);
            return true;
        }
        catch (GarnetException error)
        {
            _failure = error.Message;
            return false;
        }
    }

    private protected override string FailureReason() => _failure;
}
