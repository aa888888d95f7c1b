using Router.Api.Auth;

namespace Router.Api.Messages;

/// <summary>Registers and maps the Messages endpoint.</summary>
internal static class MessagesServices
{
    public static IServiceCollection AddRouterMessages(this IServiceCollection services) => services
        .AddSingleton<MessageLog>()
        .AddSingleton<MessagesEndpoint>();

    public static void MapMessages(this IEndpointRouteBuilder endpoints)
    {
        Doorkeeper door = endpoints.ServiceProvider.GetRequiredService<Doorkeeper>();
        MessagesEndpoint messages = endpoints.ServiceProvider.GetRequiredService<MessagesEndpoint>();
        endpoints.MapPost("/v1/messages", door.Require(messages.HandleAsync));
    }
}
