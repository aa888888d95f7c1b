namespace Router.Api.Import;

/// <summary>Whose file it is.</summary>
internal enum SourceKind
{
    /// <summary>A .env of a proxy with one process and port a provider.</summary>
    OneProvider,

    /// <summary>Variables of a proxy with one model behind every name.</summary>
    OneModel,

    /// <summary>Variables of a proxy that chooses a provider by the model's name.</summary>
    ManyProviders,

    /// <summary>A models.yaml.</summary>
    ModelsFile,

    /// <summary>A cc-proxy.json.</summary>
    Wrapper,

    /// <summary>A config.json of claude-code-router.</summary>
    RouterFile,
}
