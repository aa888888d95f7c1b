using System.Globalization;
using System.Text.RegularExpressions;
using Router.Api.Tests.Testing;

namespace Router.Api.Tests.Telemetry;

/// <summary>Reads GET /metrics strictly: whatever is not the text format of Prometheus fails the test.</summary>
internal sealed partial class Scrape
{
    private readonly Dictionary<string, double> _samples = new(StringComparer.Ordinal);

    private Scrape(string text)
    {
        Text = text;
        string family = "";
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith('#'))
            {
                Match head = Head().Match(line);
                string kind = head.Success ? head.Groups["kind"].Value : throw new FormatException(line);
                if (kind == "TYPE")
                {
                    family = head.Groups["name"].Value;
                    Types.Add(family, head.Groups["rest"].Value); // twice would throw
                }

                continue;
            }

            Match sample = Sample().Match(line);
            if (!sample.Success || !sample.Groups["name"].Value.StartsWith(family, StringComparison.Ordinal) || family.Length == 0)
            {
                throw new FormatException(line);
            }

            string[] labels = [.. sample.Groups["label"].Captures.Select(label => label.Value).Order(StringComparer.Ordinal)];
            string value = sample.Groups["value"].Value;
            _samples.Add($"{sample.Groups["name"].Value}{{{string.Join(',', labels)}}}", value == "+Inf" ? double.PositiveInfinity : double.Parse(value, CultureInfo.InvariantCulture));
            Labels.UnionWith(labels.Select(label => (family, label[..label.IndexOf('=', StringComparison.Ordinal)])));
        }
    }

    public string Text { get; }

    /// <summary>The types by family.</summary>
    public Dictionary<string, string> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>Which family has which labels.</summary>
    public HashSet<(string Family, string Label)> Labels { get; } = [];

    public IReadOnlyDictionary<string, double> Samples => _samples;

    public static async Task<string> TextAsync(TestGateway gateway)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{gateway.Address}/metrics");
        request.Headers.Add("Authorization", $"Bearer {TestGateway.AdminKey}");
        using var client = new HttpClient();
        using HttpResponseMessage response = await client.SendAsync(request);
        return await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
    }

    public static async Task<Scrape> OfAsync(TestGateway gateway) => new(await TextAsync(gateway));

    public static Scrape Of(string text) => new(text);

    /// <summary>The value of one series; null when there is none.</summary>
    /// <param name="name">The name.</param>
    /// <param name="labels">All labels, as <c>name="value"</c>.</param>
    public double? Value(string name, params string[] labels) =>
        _samples.TryGetValue($"{name}{{{string.Join(',', labels.Order(StringComparer.Ordinal))}}}", out double value) ? value : null;

    /// <summary>The sum of all series of the name that have the labels.</summary>
    public double Sum(string name, params string[] labels) =>
        _samples.Where(sample => sample.Key.StartsWith($"{name}{{", StringComparison.Ordinal) && labels.All(label => sample.Key.Contains(label, StringComparison.Ordinal))).Sum(sample => sample.Value);

    [GeneratedRegex("^# (?<kind>HELP|TYPE) (?<name>[a-zA-Z_][a-zA-Z0-9_]*) (?<rest>.+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Head();

    [GeneratedRegex("""^(?<name>[a-zA-Z_][a-zA-Z0-9_]*)(\{((?<label>[a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\["\\n])*"),?)+\})? (?<value>[0-9eE.+-]+|\+Inf)$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sample();
}
