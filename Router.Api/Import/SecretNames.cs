namespace Router.Api.Import;

/// <summary>Which headers and fields of a source may not be carried over as they are, since what is in them is a secret by its name.</summary>
internal static class SecretNames
{
    /// <summary>Why a header of such a name is left out.</summary>
    public const string HeaderLeftOut = "It looks like a secret, and headers in router.json are read by whoever reads the file; write it under \"headers\" yourself if it is none.";

    /// <summary>Why a field of such a name is left out.</summary>
    public const string FieldLeftOut = "It looks like a secret, and \"extraBody\" in router.json is read by whoever reads the file; write it there yourself if it is none.";

    private static readonly string[] InHeaders = ["auth", "key", "token", "secret", "cookie", "password", "credential", "signature"];

    // Fields of bodies count tokens and name keys of caches: the words alone say nothing there.
    private static readonly string[] InFields = ["authorization", "api-key", "api_key", "apikey", "auth_token", "access_token", "secret", "password", "credential"];

    /// <summary>Whether a header of this name holds a secret, as far as a name can tell.</summary>
    public static bool OfHeader(string name) => Array.Exists(InHeaders, word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>The same of a field of a body.</summary>
    public static bool OfField(string name) => Array.Exists(InFields, word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
}
