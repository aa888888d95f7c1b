using Router.Api.Admin.Audit;
using Router.Core.Configuration;
using Router.Core.Journal;
using Router.Core.Tenancy;
using Router.Core.Tenancy.Directory;
using Router.Core.Tenancy.Vault;

namespace Router.Api.DemoData;

/// <summary>What administrators do in the demo's month: a provider is taken out of use in its bad hours, keys are rotated, somebody comes and goes.</summary>
internal sealed class DemoActs(IDirectory directory, KeyIssuer issuer, ITenantVaults vaults, IJournal journal, DemoClock clock, IReadOnlyDictionary<string, string> keys)
{
    private const string Here = Tenant.DefaultId;
    private const string Guest = "kai";

    private string _guestKey = "";
    private int _requests;

    /// <summary>The acts between a month's beginning and its end, in their order.</summary>
    public IEnumerable<(DateTimeOffset At, Func<Task> Act)> Of(DateTimeOffset begin, DateTimeOffset end)
    {
        DateTimeOffset day = new(begin.UtcDateTime.Date, TimeSpan.Zero);
        List<(DateTimeOffset At, Func<Task> Act)> acts =
        [
            (day.AddDays(3).AddHours(9.4), () => PutAsync("deepseek", "demo-made-up-0000-A1b2")),
            (day.AddDays(5).AddHours(8.6), () => RotateAsync("ci")),
            (day.AddDays(7).AddHours(10.1), ComeAsync),
            (day.AddDays(10).AddHours(13.7), NarrowAsync),
            (day.AddDays(12).AddHours(11.2), () => KeepAsync("config.reloaded", "router.json", new FieldChange("hash", "9f2c41d07ab3", "17e0b85c6d94"))),
            (day.AddDays(17).AddHours(15.9), () => PutAsync("deepseek", "demo-made-up-1111-C3d4")),
            (day.AddDays(19).AddHours(8.6), () => RotateAsync("ci")),
            (day.AddDays(22).AddHours(16.3), LeaveAsync),
            (day.AddDays(26).AddHours(9.9), () => KeepAsync("cache.cleared", "*")),
        ];
        foreach (DateTimeOffset bad in Enumerable.Range(0, DemoMonth.Days + 1).Select(index => day.AddDays(index)).Where(DemoMonth.IsBad))
        {
            acts.Add((bad.AddHours(14.35), () => KeepAsync("provider.drained", "anthropic")));
            acts.Add((bad.AddHours(14.95), () => KeepAsync("provider.resumed", "anthropic")));
        }

        return acts.Where(act => act.At > begin && act.At < end).OrderBy(act => act.At);
    }

    private Requester By() => new(Here, "mara", keys["mara"], $"req_demo{++_requests:0000}", "10.20.4.17");

    private async Task RotateAsync(string user) => await issuer.RotateAsync(keys[user], clock.GetUtcNow().AddDays(1), by: By());

    private async Task PutAsync(string name, string made)
    {
        using SecretBuffer secret = SecretBuffer.Of(made);
        await vaults.PutAsync(new VaultPath(Here, null, name), secret, "https://api.deepseek.com", by: By());
    }

    private async Task ComeAsync()
    {
        await DemoWriter.DoAsync(directory, new CreateUser(Here, Guest, new UserSettings { Name = "Kai Sato (contractor)", Team = "payments" }) { By = By() });
        IssuedKey key = await issuer.CreateAsync(new KeyOrder(Here, Guest, new KeySettings { Name = "contract", Expires = clock.GetUtcNow().AddDays(60) }) { By = By() });
        _guestKey = key.Secret!.Id;
    }

    private async Task LeaveAsync()
    {
        await DemoWriter.DoAsync(directory, new SetStanding(EntryRef.OfKey(_guestKey), Standing.Deleted) { By = By() });
        await DemoWriter.DoAsync(directory, new SetStanding(EntryRef.OfUser(Here, Guest), Standing.Suspended) { By = By() });
    }

    private Task NarrowAsync() => DemoWriter.DoAsync(directory, new ChangeKey(
        keys["lena"], new KeySettings { Name = "laptop", Rules = KeyRules.Default with { Models = ["qwen3-coder", "claude-haiku-*"], Limits = new ProviderLimits(60, null, 4) } }) { By = By() });

    private async Task KeepAsync(string action, string entry, params FieldChange[] changes)
    {
        Requester by = By();
        await journal.Append(AuditTrail.Acted, by.Request, new AuditRecord(action, Tenant: null, entry, by.Tenant, by.User, by.Key, by.Request, by.Address) { Changes = [.. changes] }).DurableAsync();
    }
}
