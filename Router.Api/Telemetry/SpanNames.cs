namespace Router.Api.Telemetry;

/// <summary>The spans of a message, and the event in it.</summary>
internal static class SpanNames
{
    /// <summary>The whole message; the model's name follows once it is known.</summary>
    public const string Chat = "chat";

    /// <summary>From the model's name to its targets.</summary>
    public const string Route = "route";

    /// <summary>The wait for a permit; the provider's name follows.</summary>
    public const string Gate = "gate";

    /// <summary>One request to one provider; the provider's name follows.</summary>
    public const string Attempt = "attempt";

    /// <summary>The event: the first content is on its way to the client.</summary>
    public const string FirstContent = "first_content";
}
