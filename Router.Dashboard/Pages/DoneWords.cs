namespace Router.Dashboard.Pages;

/// <summary>What was just done, as the page behind it says. The address holds a code, so that nobody can put words of his own there.</summary>
internal static class DoneWords
{
    public const string Parameter = "done";

    public static string? Of(string? code) => code switch
    {
        "saved" => "Saved.",
        "created" => "Created.",
        "deleted" => "Deleted.",
        "suspended" => "Suspended: it is closed for the time being.",
        "resumed" => "Open again.",
        "revoked" => "The key is revoked. Whoever used it is refused from now on.",
        "drained" => "Drained: nothing new goes there; what is under way ends.",
        "back" => "In use again.",
        "reloaded" => "The configuration was loaded.",
        "cleared" => "The cache was cleared.",
        _ => null,
    };
}
