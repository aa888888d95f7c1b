namespace Router.Core.Usage;

/// <summary>What a part of a request's way was.</summary>
public enum RequestStepKind
{
    /// <summary>From its arrival until the first provider could be asked: it was read, let in, routed, and what it may cost reserved.</summary>
    Routed,

    /// <summary>It stood before a gate, or nothing could be asked for a while.</summary>
    Waited,

    /// <summary>A provider was asked.</summary>
    Asked,
}
