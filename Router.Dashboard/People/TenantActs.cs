using System.Globalization;
using Router.Core.AdminContract;
using Router.Core.AdminContract.Acts;
using Router.Dashboard.Acts;

namespace Router.Dashboard.People;

/// <summary>Makes tenants and changes what they are called and charged.</summary>
internal sealed class TenantActs(IAdminApi api) : IFormActs
{
    public IEnumerable<KeyValuePair<string, Func<FormCall, Task<FormOutcome>>>> Acts => [new("create-tenant", CreateAsync), new("change-tenant", ChangeAsync)];

    private async Task<FormOutcome> CreateAsync(FormCall call)
    {
        string id = call.Needed("id");

        // An empty field of a new tenant sets nothing; whoever may make it need not be allowed to set prices.
        TenantFields fields = call.Text("multiplier") is null ? new TenantFields { Name = call.Text("name") } : FieldsOf(call);
        return FormOutcome.Of(await api.CreateTenantAsync(call.Caller, new MakeTenant(id, fields)), $"people?tenant={Uri.EscapeDataString(id)}", "created");
    }

    private async Task<FormOutcome> ChangeAsync(FormCall call) =>
        FormOutcome.Of(await api.ChangeTenantAsync(call.Caller, new EditTenant(call.Needed("id"), FieldsOf(call)) { IfVersion = call.Version }), call.Back, "saved");

    private static TenantFields FieldsOf(FormCall call) => new()
    {
        Name = call.Text("name"),
        PriceMultiplier = !call.Form.ContainsKey("multiplier") ? default : new Given<decimal?>(call.Text("multiplier") is not { } text ? null : Number(text)),
        VaultFallback = call.Text("fallback") is { } fallback ? fallback == "yes" : null,
    };

    // What is no number is one that the admin API refuses.
    private static decimal Number(string text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) ? number : -1;
}
