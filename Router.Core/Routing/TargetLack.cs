namespace Router.Core.Routing;

/// <summary>Why a target can't serve a message as it is.</summary>
public enum TargetLack
{
    /// <summary>It can, as far as is known.</summary>
    None,

    /// <summary>The input is longer than its context.</summary>
    Window,

    /// <summary>It takes no images.</summary>
    Images,

    /// <summary>It takes no documents.</summary>
    Documents,

    /// <summary>It takes no tools.</summary>
    Tools,

    /// <summary>The output that is asked for is longer than it writes.</summary>
    Output,
}
