using Router.Core.Configuration;

namespace Router.Core.Routing;

/// <summary>One place where a message can go.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Model">The model's name there.</param>
public sealed record Target(ProviderConfig Provider, string Model)
{
    /// <summary><c>provider/model</c></summary>
    public override string ToString() => $"{Provider.Name}/{Model}";
}
