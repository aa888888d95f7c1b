using Router.Core.Configuration;
using Router.Core.Configuration.Presets;

namespace Router.Api.Import.Drafting;

/// <summary>Says a source's base URL in the words of router.json: a preset where its address is known, else style and base URL.</summary>
internal static class KnownAddress
{
    private static readonly string[] Endpoints = ["/chat/completions", "/v1/messages", "/messages"];

    /// <summary>Fills in preset, style and base URL.</summary>
    /// <returns>The preset; null for an address that nobody knows.</returns>
    public static ProviderPreset? Describe(DraftObject provider, string url, ProviderStyle style, string? comment)
    {
        string text = WithoutEndpoint(url.Trim());
        ProviderPreset? preset = Exact(text, style) ?? SameHost(text, style);
        if (preset is null)
        {
            provider.Set("style", Word(style));
            provider.Set("baseUrl", text, comment);
            return null;
        }

        bool isItsOwn = Same(preset.BaseUrlFor(style), text);
        provider.Set("preset", preset.Name, isItsOwn ? comment : null);
        if (!preset.Speaks(style))
        {
            provider.Set("style", Word(style));
        }

        if (!isItsOwn)
        {
            provider.Set("baseUrl", text, comment);
        }

        return preset;
    }

    /// <summary>A name for the provider behind an address: the preset's, else the domain's.</summary>
    public static string NameOf(string url, ProviderStyle style)
    {
        string text = WithoutEndpoint(url.Trim());
        if ((Exact(text, style) ?? SameHost(text, style)) is { } preset)
        {
            return preset.Name;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? address) || ListenAddress.IsLoopback(address.Host) || address.HostNameType != UriHostNameType.Dns)
        {
            return "local";
        }

        // llm.example.com is "example", ark.example.co.uk too.
        string[] labels = address.Host.Split('.');
        int own = labels.Length >= 3 && labels[^2].Length <= 3 ? 3 : 2;
        return labels.Length >= own ? labels[^own] : labels[0];
    }

    /// <summary>A base URL ends before the endpoint.</summary>
    public static string WithoutEndpoint(string url)
    {
        string text = url.TrimEnd('/');
        foreach (string endpoint in Endpoints)
        {
            if (text.EndsWith(endpoint, StringComparison.OrdinalIgnoreCase))
            {
                return text[..^endpoint.Length];
            }
        }

        return text;
    }

    private static ProviderPreset? Exact(string url, ProviderStyle style) => ProviderPresets.All.FirstOrDefault(preset => Same(preset.BaseUrlFor(style), url));

    private static ProviderPreset? SameHost(string url, ProviderStyle style)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? address) || ListenAddress.IsLoopback(address.Host))
        {
            return null;
        }

        return address.Host.EndsWith(".openai.azure.com", StringComparison.OrdinalIgnoreCase)
            ? ProviderPresets.Find("azure")
            : ProviderPresets.All.FirstOrDefault(preset => preset.BaseUrlFor(style) is { } own && string.Equals(new Uri(own).Host, address.Host, StringComparison.OrdinalIgnoreCase));
    }

    private static bool Same(string? own, string url) => own is not null && string.Equals(Plain(own), Plain(url), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string url) => url.TrimEnd('/').Replace("//localhost:", "//127.0.0.1:", StringComparison.OrdinalIgnoreCase);

    private static string Word(ProviderStyle style) => style switch { ProviderStyle.Native => "native", ProviderStyle.Compatible => "anthropic", _ => "openai" };
}
