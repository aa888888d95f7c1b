using System.CommandLine;
using System.Globalization;
using Router.Api.Configuration;
using Router.Api.Hosting;

namespace Router.Api.CommandLine;

/// <summary><c>-m MODEL -b BASE -k KEY -p PORT -H HOST</c>: the shortest way to one provider.</summary>
internal sealed class OneProviderOptions
{
    private const int DefaultPort = 8787;

    private readonly Option<string?> _model = new("--model", "-m") { Description = "Send every model name to this model of one provider.", HelpName = "MODEL" };
    private readonly Option<string?> _base = new("--base", "-b", "--api-base") { Description = "That provider's base URL (default: OpenAI's).", HelpName = "BASE" };
    private readonly Option<string?> _key = new("--key", "-k", "--api-key") { Description = "Its key, or env:NAME, which others on this machine can't see (default: the provider's key variable).", HelpName = "KEY" };
    private readonly Option<int?> _port = new("--port", "-p") { Description = "The port to listen on (default: 8787; 0: a free one).", HelpName = "PORT", CustomParser = static result => (int?)PlainNumber.Read(result, "a port", 0, ushort.MaxValue) };
    private readonly Option<string?> _host = new("--host", "-H") { Description = "The address to listen on (default: 127.0.0.1).", HelpName = "HOST" };

    /// <summary>Offers the options.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (ReadOnlySpan<Option>)[_model, _base, _key, _port, _host])
        {
            command.Add(option);
        }
    }

    /// <summary>The options as words of another command line.</summary>
    public IEnumerable<string> Words(ParseResult parsed)
    {
        string?[] values = [parsed.GetValue(_model), parsed.GetValue(_base), parsed.GetValue(_key), parsed.GetValue(_port)?.ToString(CultureInfo.InvariantCulture), parsed.GetValue(_host)];
        return values.Zip((IEnumerable<Option>)[_model, _base, _key, _port, _host]).Where(pair => pair.First is not null).SelectMany(pair => (IEnumerable<string>)[pair.Second.Name, pair.First!]);
    }

    /// <summary>What they say, over the other options; <c>--urls</c> goes before port and host.</summary>
    public StartOptions Apply(ParseResult parsed, StartOptions options)
    {
        (string? model, string? address, string? key) = (parsed.GetValue(_model), parsed.GetValue(_base), parsed.GetValue(_key));
        (int? port, string? host) = (parsed.GetValue(_port), parsed.GetValue(_host));
        if (model is not null || address is not null || key is not null)
        {
            options = options with { OneProvider = new OneProvider(model, address, key) };
        }

        if (options.Urls is null && (port is not null || host is not null))
        {
            string shown = host is null ? "127.0.0.1" : host.Contains(':', StringComparison.Ordinal) ? $"[{host.Trim('[', ']')}]" : host;
            options = options with { Urls = string.Create(CultureInfo.InvariantCulture, $"http://{shown}:{port ?? DefaultPort}") };
        }

        return options;
    }
}
