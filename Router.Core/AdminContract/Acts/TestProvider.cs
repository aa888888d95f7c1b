namespace Router.Core.AdminContract.Acts;

/// <summary>Asks for the doctor's checks of a provider.</summary>
/// <param name="Name">The provider's name.</param>
public sealed record TestProvider(string Name)
{
    /// <summary>A public name, a target or a provider's own model name; null for one that the routes name.</summary>
    public string? Model { get; init; }

    /// <summary>Also what costs upload: a prompt beyond the window. Default false.</summary>
    public bool Deep { get; init; }
}
