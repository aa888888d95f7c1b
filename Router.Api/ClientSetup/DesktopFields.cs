using System.Text;

namespace Router.Api.ClientSetup;

/// <summary>What to write into Claude Desktop's fields for a gateway.</summary>
internal static class DesktopFields
{
    public static string Of(ClientConnection connection)
    {
        string key = connection.Key switch
        {
            null => "a key of this gateway (\"router keys create USER\" makes one)",
            { Reference: { } reference } => $"the value of {reference}",
            { Value: var value } => value!,
        };
        StringBuilder text = new StringBuilder()
            .AppendLine("Claude Desktop, settings, third-party inference (shown in developer mode):")
            .AppendLine("  Provider             Gateway")
            .AppendLine($"  Gateway base URL     {connection.Address}")
            .AppendLine($"  Gateway API key      {key}")
            .AppendLine("  Gateway auth scheme  bearer");
        IReadOnlyList<string> models = Models(connection);
        text.AppendLine($"  Model list           {models[0]}");
        foreach (string model in models.Skip(1))
        {
            text.AppendLine($"                       {model}");
        }

        return text.ToString();
    }

    /// <summary>The names that Claude Desktop takes: those that hold the word; where the configuration has none, Anthropic's own, which the tiers answer.</summary>
    public static IReadOnlyList<string> Models(ClientConnection connection) =>
        connection.Models.Where(model => model.Contains("claude", StringComparison.OrdinalIgnoreCase)).ToArray() is { Length: > 0 } models ? models : ["claude-opus-4-7", "claude-sonnet-4-6", "claude-haiku-4-5"];
}
