using System.Globalization;
using Microsoft.AspNetCore.Http;
using Router.Core.AdminContract.Acts;
using Router.Core.Configuration;
using Router.Core.Tenancy;

namespace Router.Dashboard.Acts;

/// <summary>A form that was sent, and by whom.</summary>
/// <param name="Context">The request.</param>
/// <param name="Principal">Who is signed in.</param>
/// <param name="Form">Its fields.</param>
/// <param name="Back">The page that it was on.</param>
internal sealed record FormCall(HttpContext Context, Principal Principal, IFormCollection Form, string Back)
{
    /// <summary>Who acts, for the record of what he changes.</summary>
    public AdminCaller Caller { get; } = new(Principal, Context.TraceIdentifier, Context.Connection.RemoteIpAddress?.ToString());

    /// <summary>The tenant that is meant: the one that the form names, else the caller's own.</summary>
    public string Tenant => Text("tenant") ?? Principal.Tenant;

    /// <summary>A field; null when it is empty.</summary>
    public string? Text(string name) => Form[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    /// <summary>A field that must be there; empty where it is not, which the admin API refuses in words.</summary>
    public string Needed(string name) => Text(name) ?? "";

    /// <summary>Names with commas or spaces between them; null when there are none.</summary>
    public string[]? List(string name) => Text(name)?.Split([',', ' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The version that the form was drawn of; null when it names none. What is no number is the version of nothing.</summary>
    public long? Version => Text("version") is not { } text ? null : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long version) ? version : -1;

    /// <summary>A field that stays as it is when the form has none of that name, and is taken away when it is empty.</summary>
    public Given<string?> Change(string name) => Form.ContainsKey(name) ? new Given<string?>(Text(name)) : default;

    /// <summary>The rate limits that the form sets: an empty field is no limit. What is no number is one that the admin API refuses.</summary>
    public Given<ProviderLimits?> Limits() => !Form.ContainsKey("requests") ? default
        : new ProviderLimits(Number("requests"), Number("tokens"), Number("concurrency")) is var limits && limits == new ProviderLimits(null, null, null) ? new Given<ProviderLimits?>(null)
        : new Given<ProviderLimits?>(limits);

    /// <summary>The budget that the form sets: an empty amount takes it away. An amount that is none is one that the admin API refuses, and so is a percentage of no amount.</summary>
    public Given<BudgetConfig?> Budget()
    {
        if (!Form.ContainsKey("usd"))
        {
            return default;
        }

        (string? usd, string? soft) = (Text("usd"), Text("soft"));
        return new Given<BudgetConfig?>(usd is null && soft is null ? null : new BudgetConfig(
            decimal.TryParse(usd, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal amount) ? amount : 0,
            Text("per") ?? "month",
            soft is null ? null : int.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out int percent) ? percent : 0));
    }

    private long? Number(string name) => Text(name) is not { } text ? null : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;
}
