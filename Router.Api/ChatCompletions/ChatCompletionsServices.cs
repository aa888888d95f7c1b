using Router.Api.Auth;

namespace Router.Api.ChatCompletions;

/// <summary>Registers and maps chat completions.</summary>
internal static class ChatCompletionsServices
{
    public static IServiceCollection AddRouterChatCompletions(this IServiceCollection services) => services.AddSingleton<ChatCompletionsEndpoint>();

    public static void MapChatCompletions(this IEndpointRouteBuilder endpoints)
    {
        Doorkeeper door = endpoints.ServiceProvider.GetRequiredService<Doorkeeper>();
        ChatCompletionsEndpoint chat = endpoints.ServiceProvider.GetRequiredService<ChatCompletionsEndpoint>();
        endpoints.MapPost("/v1/chat/completions", chat.Wrap(door.Require(chat.HandleAsync)));
    }
}
