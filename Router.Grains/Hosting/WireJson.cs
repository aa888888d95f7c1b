using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Router.Core.Admission.State;
using Router.Core.Spend.State;
using Router.Core.Tenancy.Directory;
using Router.Core.Tenancy.Vault;
using Router.Core.Usage.State;

namespace Router.Grains.Hosting;

/// <summary>How everything travels between nodes and is stored: as Core's own records, by Core's own generated contexts.</summary>
internal static class WireJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    /// <summary>Whether a type goes as JSON: the records of Core and of the grains.</summary>
    public static bool Takes(Type type) =>
        type.Namespace is { } name && (name.StartsWith("Router.Core", StringComparison.Ordinal) || name.StartsWith("Router.Protocol", StringComparison.Ordinal)
            || (name.StartsWith("Router.Grains", StringComparison.Ordinal) && !type.IsAssignableTo(typeof(IAddressable))));

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            // The last one is for what only wraps the others' types: lists, and the envelopes of this project.
            TypeInfoResolver = JsonTypeInfoResolver.Combine(
                AdmissionJson.Default, SpendJson.Default, DirectoryJson.Default, VaultJson.Default, UsageJson.Default, new DefaultJsonTypeInfoResolver()),
        };
        options.MakeReadOnly();
        return options;
    }
}
