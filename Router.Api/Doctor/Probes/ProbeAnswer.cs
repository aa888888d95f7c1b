using System.Text.Json;

namespace Router.Api.Doctor.Probes;

/// <summary>What a whole answer says.</summary>
/// <param name="StopReason">Why it ended; null when it does not say.</param>
/// <param name="Text">Its text.</param>
/// <param name="ToolName">The tool that it calls; null for none.</param>
/// <param name="ToolInput">What the tool is called with, as it came.</param>
internal sealed record ProbeAnswer(string? StopReason, string Text, string? ToolName, string ToolInput)
{
    /// <summary>Whether the input is a JSON object with the number that was asked for.</summary>
    public bool HasNumber
    {
        get
        {
            try
            {
                using JsonDocument input = JsonDocument.Parse(ToolInput);
                return input.RootElement.ValueKind == JsonValueKind.Object && input.RootElement.TryGetProperty("number", out _);
            }
            catch (JsonException)
            {
                return false;
            }
        }
    }
}
