namespace Router.Dashboard.Pages;

/// <summary>The status of an answer, as far as only the page itself finds out: what its address names may not be there.</summary>
public sealed class PageStatus
{
    /// <summary>Whether what the page is about is not there.</summary>
    public bool IsMissing { get; set; }
}
