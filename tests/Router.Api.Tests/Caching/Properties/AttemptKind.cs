namespace Router.Api.Tests.Caching.Properties;

/// <summary>How a provider takes an attempt.</summary>
internal enum AttemptKind
{
    /// <summary>It gives a whole answer.</summary>
    Whole,

    /// <summary>It refuses.</summary>
    Refused,

    /// <summary>It cuts the connection before its content.</summary>
    CutBefore,

    /// <summary>It cuts the connection in the middle of its content.</summary>
    CutWithin,
}
