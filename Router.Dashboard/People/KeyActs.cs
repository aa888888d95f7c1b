using System.Collections.Immutable;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Core.Configuration.Reading;
using Router.Dashboard.Acts;
using Router.Dashboard.Pages;

namespace Router.Dashboard.People;

/// <summary>Makes and changes keys and gives them new secrets. A secret is in the answer to the form and nowhere else.</summary>
internal sealed class KeyActs(IAdminApi api) : IFormActs
{
    private static readonly ImmutableArray<string> All = ["*"];

    public IEnumerable<KeyValuePair<string, Func<FormCall, Task<FormOutcome>>>> Acts => [new("create-key", CreateAsync), new("change-key", ChangeAsync), new("rotate-key", RotateAsync)];

    private static FormOutcome NoDay => FormOutcome.Refused("expires_at", "must be a day such as 2027-01-31");

    private async Task<FormOutcome> CreateAsync(FormCall call)
    {
        if (!LastDay.TryRead(call, out Given<DateTimeOffset?> expires))
        {
            return NoDay;
        }

        var fields = new KeyFields { Name = call.Text("name"), Expires = expires, Models = ListOf(call, "models"), Providers = ListOf(call, "providers"), Networks = ListOf(call, "networks") };

        // Whoever may make keys need not be allowed to set bounds: empty fields set none.
        fields = fields with { Budget = call.Text("usd") is null ? default : call.Budget(), Limits = HasLimits(call) ? call.Limits() : default };
        return Show(call, await api.CreateKeyAsync(call.Caller, new MakeKey(call.Tenant, call.Needed("user"), fields)));
    }

    private async Task<FormOutcome> ChangeAsync(FormCall call)
    {
        if (!LastDay.TryRead(call, out Given<DateTimeOffset?> expires))
        {
            return NoDay;
        }

        var fields = new KeyFields
        {
            Name = call.Change("name"), Expires = expires, Budget = call.Budget(), Limits = call.Limits(),
            Models = Changed(call, "models", All), Providers = Changed(call, "providers", All), Networks = Changed(call, "networks", []),
        };
        return FormOutcome.Of(await api.ChangeKeyAsync(call.Caller, new EditKey(call.Needed("id"), fields) { IfVersion = call.Version }), call.Back, "saved");
    }

    private async Task<FormOutcome> RotateAsync(FormCall call)
    {
        TimeSpan? overlap = null;
        if (call.Text("overlap") is { } text)
        {
            if (!DurationText.TryParse(text, out TimeSpan parsed))
            {
                return FormOutcome.Refused("overlap", "must be such as 24h or 7d; 0s ends the old secret at once");
            }

            overlap = parsed;
        }

        return Show(call, await api.RotateKeyAsync(call.Caller, new RenewKey(call.Needed("id")) { Overlap = overlap, IfVersion = call.Version }));
    }

    private static bool HasLimits(FormCall call) => (call.Text("requests") ?? call.Text("tokens") ?? call.Text("concurrency")) is not null;

    private static ImmutableArray<string>? ListOf(FormCall call, string name) => call.List(name) is { } list ? [.. list] : null;

    /// <summary>What a list shall be: as it is where the form has no such field, and what it is by default where that is empty.</summary>
    private static ImmutableArray<string>? Changed(FormCall call, string name, ImmutableArray<string> usual) => call.Form.ContainsKey(name) ? ListOf(call, name) ?? usual : null;

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
