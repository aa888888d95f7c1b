namespace Router.Core.Tenancy.Directory;

/// <summary>What can be changed of a key.</summary>
public sealed record KeySettings
{
    /// <summary>Its name: 1 to 100 characters, unique among the user's keys in either letter case; null for none.</summary>
    public string? Name { get; init; }

    /// <summary>It opens until then; null: without end.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>What it may be used for. Default everything.</summary>
    public KeyRules Rules { get; init; } = KeyRules.Default;
}
