namespace Router.Api.Upstream.Failures;

/// <summary>What asking a provider and reading its answer throw when the connection, the waiting or the encoding breaks. Anything else is a bug.</summary>
internal static class BrokenAnswer
{
    public static bool Causes(Exception exception) =>
        exception is HttpRequestException or IOException or OperationCanceledException or InvalidDataException || IsBrokenBrotli(exception);

    // BrotliStream's word for data that is none.
    private static bool IsBrokenBrotli(Exception exception) => exception is InvalidOperationException { Source: "System.IO.Compression.Brotli" };
}
