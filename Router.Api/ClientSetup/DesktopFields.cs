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
        string[] models = [.. connection.Models.Where(model => model.Contains("claude", StringComparison.OrdinalIgnoreCase))];
        text.AppendLine($"  Model list           {(models.Length == 0 ? "claude-opus-4-7" : models[0])}");
        foreach (string model in models.Length == 0 ? ["claude-sonnet-4-6", "claude-haiku-4-5"] : models.Skip(1))
        {
            text.AppendLine($"                       {model}");
        }

        return text.ToString();
    }
}
