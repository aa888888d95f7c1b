using Router.Api.Messages;

namespace Router.Api.Telemetry;

/// <summary>Endings of messages as label values.</summary>
internal static class MessageEndings
{
    public static string Word(MessageEnding ending) => ending switch
    {
        MessageEnding.Complete => "complete",
        MessageEnding.Failed => "failed",
        MessageEnding.ProviderError => "provider_error",
        MessageEnding.Cut => "cut",
        MessageEnding.Silent => "silent",
        MessageEnding.ClientLeft => "client_left",
        _ => "open", // only a bug leaves a message open
    };
}
