namespace Router.Dashboard.Acts;

/// <summary>What a part of the dashboard does when forms are sent.</summary>
internal interface IFormActs
{
    /// <summary>Its acts, by the name that stands in the form's address.</summary>
    IEnumerable<KeyValuePair<string, Func<FormCall, Task<FormOutcome>>>> Acts { get; }
}
