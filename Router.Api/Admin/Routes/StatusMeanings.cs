using System.Collections.Frozen;

namespace Router.Api.Admin.Routes;

/// <summary>What a status of the admin API means.</summary>
internal static class StatusMeanings
{
    private static readonly FrozenDictionary<int, string> All = new Dictionary<int, string>
    {
        [200] = "Done.",
        [201] = "Created.",
        [400] = "A parameter or a field is wrong; the message names it.",
        [401] = "No key was sent, or it opens nothing.",
        [403] = "The key's role does not allow it.",
        [404] = "There is none that this key may see.",
        [409] = "The id is taken, it stands in router.json, or the entry above is closed.",
        [410] = "It was deleted for good.",
        [412] = "Somebody else changed it since the ETag in If-Match was read.",
        [413] = "The body is too large.",
        [415] = "The body's encoding is not known.",
        [500] = "Something failed here; the message says what.",
        [503] = "Not at the moment: the journal can't keep records, or too many listen. The message says whether anything was done.",
    }.ToFrozenDictionary();

    public static string Of(int status) => All[status];
}
