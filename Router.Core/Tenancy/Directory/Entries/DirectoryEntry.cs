using System.Text.Json.Serialization;

namespace Router.Core.Tenancy.Directory;

/// <summary>What all entries of the directory have in common.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Tenant), "tenant")]
[JsonDerivedType(typeof(Team), "team")]
[JsonDerivedType(typeof(User), "user")]
[JsonDerivedType(typeof(ClientKey), "key")]
public abstract record DirectoryEntry
{
    /// <summary>Its id, chosen at its creation and never changed. Unique among tenants, among the teams and among the users of a tenant, among all keys.</summary>
    public required string Id { get; init; }

    /// <summary>Whether it is in use.</summary>
    public Standing Standing { get; init; }

    /// <summary>Counts its changes, from 1.</summary>
    public required long Version { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it was last changed.</summary>
    public required DateTimeOffset Changed { get; init; }

    /// <summary>Why it does not open though it may be in use itself: what is above it is closed, or its time is over. Found out where entries are told; the directory does not keep it.</summary>
    [JsonIgnore]
    public KeyRefusal Closing { get; init; }

    /// <summary>Whether router.json names its limits and budget, and so has the word on them. Found out like <see cref="Closing"/>.</summary>
    [JsonIgnore]
    public bool BoundsInFile { get; init; }

    /// <summary>Whether it is a key that the first start made, or the user whose it is: neither router.json nor the directory holds it. Found out like <see cref="Closing"/>.</summary>
    [JsonIgnore]
    public bool IsFromStart { get; init; }

    /// <summary>The version as an HTTP entity tag, quotation marks included.</summary>
    [JsonIgnore]
    public string ETag => $"\"{Version}\"";

    /// <summary>What names it.</summary>
    [JsonIgnore]
    public abstract EntryRef Ref { get; }
}
