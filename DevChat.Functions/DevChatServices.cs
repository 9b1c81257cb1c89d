using DevChat.Functions.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace DevChat.Functions;

/// <summary>Everything the functions need, the same on both hosts. A host adds its <see cref="Realtime.IRealtimeGateway"/>.</summary>
public static class DevChatServices
{
    public static IServiceCollection AddDevChat(
        this IServiceCollection services,
        IConfiguration configuration
    )
    {
        services.AddScoped<RequestPipeline>();
        return services;
    }
}
