using System.Diagnostics.CodeAnalysis;
using Orleans.Serialization.Cloning;

namespace Router.Grains.Hosting;

/// <summary>Calls within a silo hand records over as they are: they are immutable.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made by the container.")]
internal sealed class RecordCopier : IGeneralizedCopier
{
    public bool IsSupportedType(Type type) => WireJson.Takes(type);

    public object? DeepCopy(object? input, CopyContext context) => input;
}
