using Router.Core.Admission;

namespace Router.Grains.Hosting;

/// <summary>Names of grains' storage and keys.</summary>
internal static class GrainNames
{
    /// <summary>The storage of grains' states.</summary>
    public const string Storage = "state";

    private const char Separator = '\n';

    /// <summary>The key of a gate's grain: no name of a provider, credential or model has a line break.</summary>
    public static string Of(GateKey gate) => string.Join(Separator, gate.Provider, gate.Credential, gate.Family);

    /// <summary>The gate of a grain's key.</summary>
    public static GateKey ToGate(string key) => key.Split(Separator) is [var provider, var credential, var family]
        ? new GateKey(provider, credential, family)
        : throw new ArgumentException("Not the key of a gate.", nameof(key));
}
