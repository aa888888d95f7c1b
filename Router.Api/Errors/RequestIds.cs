namespace Router.Api.Errors;

/// <summary>Ids of requests, in the form of Anthropic's: <c>req_</c> and 24 letters and digits. An id names a line in a log and opens nothing, so it need not be unguessable.</summary>
internal static class RequestIds
{
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789";

    public static string New() => string.Create(28, 0, static (span, _) =>
    {
        "req_".CopyTo(span);
        Random.Shared.GetItems(Alphabet, span[4..]);
    });
}
