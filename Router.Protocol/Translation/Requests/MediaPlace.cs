namespace Router.Protocol.Translation.Requests;

/// <summary>Where images or documents of a piece of content go.</summary>
internal enum MediaPlace
{
    /// <summary>Nowhere: a short text stands for them.</summary>
    Nowhere,

    /// <summary>Where they stand.</summary>
    Here,

    /// <summary>Into the user message below, with a label.</summary>
    Below,
}
