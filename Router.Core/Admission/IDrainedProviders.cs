namespace Router.Core.Admission;

/// <summary>Providers that the operator has taken out of use; a restart does not forget it.</summary>
public interface IDrainedProviders
{
    /// <summary>Whether a provider is drained.</summary>
    bool Contains(string provider);

    /// <summary>Drains a provider, or takes it into use again.</summary>
    /// <exception cref="IOException">It could not be kept.</exception>
    ValueTask SetAsync(string provider, bool drained);
}
