using System.Globalization;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.Configuration.Reading;
using Router.Dashboard.Acts;
using Router.Dashboard.Pages;

namespace Router.Dashboard.People;

/// <summary>Makes keys and gives them new secrets. A secret is in the answer to the form and nowhere else.</summary>
internal sealed class KeyActs(IAdminApi api) : IFormActs
{
    public IEnumerable<KeyValuePair<string, Func<FormCall, Task<FormOutcome>>>> Acts => [new("create-key", CreateAsync), new("rotate-key", RotateAsync)];

    private async Task<FormOutcome> CreateAsync(FormCall call)
    {
        DateTimeOffset? end = null;
        if (call.Text("expires") is { } text)
        {
            if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day))
            {
                return FormOutcome.Refused(new AdminProblem(AdminProblemKind.Invalid, "The last day must be one such as 2027-01-31."));
            }

            end = new DateTimeOffset(day, new TimeOnly(23, 59, 59, 999), TimeSpan.Zero);
        }

        var fields = new KeyFields { Name = call.Text("name"), Expires = end, Models = call.List("models") is { } models ? [.. models] : null };
        return Show(call, await api.CreateKeyAsync(call.Caller, new MakeKey(call.Tenant, call.Needed("user"), fields)));
    }

    private async Task<FormOutcome> RotateAsync(FormCall call)
    {
        TimeSpan? overlap = null;
        if (call.Text("overlap") is { } text)
        {
            if (!DurationText.TryParse(text, out TimeSpan parsed))
            {
                return FormOutcome.Refused(new AdminProblem(AdminProblemKind.Invalid, "How long the old secret opens must be such as 24h or 7d; 0s ends it at once."));
            }

            overlap = parsed;
        }

        return Show(call, await api.RotateKeyAsync(call.Caller, new RenewKey(call.Needed("id")) { Overlap = overlap }));
    }

    private static FormOutcome Show(FormCall call, AdminResult<EntryOutcome> result)
    {
        if (result.Value?.Secret is not { } secret)
        {
            return FormOutcome.Refused(result.Problem ?? new AdminProblem(AdminProblemKind.Conflict, "The key is there already, and its secret was shown then. Rotate it for another."));
        }

        string scheme = call.Context.Request.Headers["X-Forwarded-Proto"] is ["https"] ? "https" : call.Context.Request.Scheme;
        return FormOutcome.Show(new PageView("The new key", typeof(NewKeyPage))
        {
            Parameters = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                [nameof(NewKeyPage.Secret)] = secret.Secret, [nameof(NewKeyPage.Address)] = $"{scheme}://{call.Context.Request.Host}", [nameof(NewKeyPage.Back)] = call.Back,
            },
        });
    }
}
