using Router.Api.Admin.Audit;
using Router.Core.Configuration;
using Router.Core.Journal;
using Router.Core.Tenancy.Directory;
using Router.Core.Tenancy.Vault;

namespace Router.Api.DemoData;

/// <summary>What administrators do in the demo's month: a provider is taken out of use in its bad hours, keys are rotated, somebody comes and goes.</summary>
internal sealed class DemoActs(IDirectory directory, KeyIssuer issuer, ITenantVaults vaults, IJournal journal, DemoClock clock, IReadOnlyDictionary<string, string> keys, string destination)
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
            (On(day, 3, 9, 24), () => PutAsync("deepseek", "demo-made-up-0000-A1b2")),
            (On(day, 5, 8, 36), () => RotateAsync("ci")),
            (On(day, 7, 10, 6), ComeAsync),
            (On(day, 10, 13, 42), NarrowAsync),
            (On(day, 12, 11, 12), () => KeepAsync("config.reloaded", "router.json", new FieldChange("hash", "9f2c41d07ab3", "17e0b85c6d94"))),
            (On(day, 17, 15, 54), () => PutAsync("deepseek", "demo-made-up-1111-C3d4")),
            (On(day, 19, 8, 36), () => RotateAsync("ci")),
            (On(day, 22, 16, 18), LeaveAsync),
            (On(day, 26, 9, 54), () => KeepAsync("cache.cleared", "*")),
        ];
        foreach (DateTimeOffset bad in Enumerable.Range(0, DemoMonth.Days + 1).Select(index => day.AddDays(index)).Where(DemoMonth.IsBad))
        {
            acts.Add((On(bad, 0, 14, 21), () => KeepAsync("provider.drained", "anthropic")));
            acts.Add((On(bad, 0, 14, 57), () => KeepAsync("provider.resumed", "anthropic")));
        }

        return acts.Where(act => act.At > begin && act.At < end).OrderBy(act => act.At);
    }

    private static DateTimeOffset On(DateTimeOffset day, int days, int hour, int minute) => day.AddDays(days).AddHours(hour).AddMinutes(minute);

    private Requester By() => new(Here, "mara", keys["mara"], $"req_demo{++_requests:0000}", "10.20.4.17");

    private async Task RotateAsync(string user) => await issuer.RotateAsync(keys[user], clock.GetUtcNow().AddDays(1), by: By());

    private async Task PutAsync(string name, string made)
    {
        using SecretBuffer secret = SecretBuffer.Of(made);
        await vaults.PutAsync(new VaultPath(Here, null, name), secret, destination, by: By());
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
