namespace Router.Api.Import;

/// <summary>A file can't be imported; the message is the sentence for the person who asked.</summary>
internal sealed class ImportException(string message) : Exception(message);
