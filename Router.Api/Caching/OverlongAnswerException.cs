namespace Router.Api.Caching;

/// <summary>A shared answer has grown longer than any real one: it ends here, for all who share it.</summary>
/// <param name="message">How long it may be.</param>
internal sealed class OverlongAnswerException(string message) : Exception(message);
