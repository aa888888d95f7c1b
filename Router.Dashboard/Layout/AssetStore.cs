using System.Security.Cryptography;

namespace Router.Dashboard.Layout;

/// <summary>The files that pages link to. They are in the assembly, so that a publish of one file has them.</summary>
internal static class AssetStore
{
    /// <summary>All styles, as one file.</summary>
    public static Asset Style { get; } = Load("dashboard.css", "text/css; charset=utf-8", "tokens.css", "base.css", "layout.css", "parts.css", "charts.css");

    /// <summary>The script.</summary>
    public static Asset Script { get; } = Load("live.js", "text/javascript; charset=utf-8", "live.js");

    /// <summary>The icon.</summary>
    public static Asset Icon { get; } = Load("icon.svg", "image/svg+xml", "icon.svg");

    /// <summary>The asset of an address; null when there is none.</summary>
    public static Asset? Find(string address) => new[] { Style, Script, Icon }.FirstOrDefault(asset => asset.Address == address);

    private static Asset Load(string name, string type, params IEnumerable<string> files)
    {
        using var content = new MemoryStream();
        foreach (string file in files)
        {
            using Stream stream = typeof(AssetStore).Assembly.GetManifestResourceStream(file) ?? throw new InvalidOperationException($"The asset {file} is not in the assembly.");
            stream.CopyTo(content);
        }

        byte[] bytes = content.ToArray();
        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6));
        int dot = name.LastIndexOf('.');
        return new Asset($"{name[..dot]}-{hash}{name[dot..]}", type, bytes);
    }
}
