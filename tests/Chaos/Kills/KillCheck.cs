using System.Net;
using System.Text.Json.Nodes;

namespace Chaos.Kills;

/// <summary>What must hold of a gateway that was started again: asked over HTTP, held against what was seen from outside.</summary>
/// <param name="book">What was seen.</param>
public sealed class KillCheck(KillBook book)
{
    private const string OfKey = "key ";

    private static readonly string[] Outcomes = ["answered", "cut", "failed", "interrupted"];

    private readonly Dictionary<string, string> _records = new(StringComparer.Ordinal);
    private readonly Dictionary<string, decimal> _spent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _recordsOf = new(StringComparer.Ordinal);

    /// <summary>How often requests ended how.</summary>
    public SortedDictionary<string, int> Endings { get; } = new(StringComparer.Ordinal);

    /// <summary>How many budgets were held against their records.</summary>
    public int Budgets { get; private set; }

    /// <summary>Holds a gateway that is idle against the book.</summary>
    public async Task RunAsync(Uri gateway)
    {
        using var http = new HttpClient { BaseAddress = gateway, Timeout = TimeSpan.FromSeconds(60) };
        await RecordsAsync(http);
        foreach (string key in KillGateway.Keys.Take(2).Concat(book.Made.Where(key => !book.Revoked.ContainsKey(key.Key)).Select(key => key.Value)))
        {
            await BudgetAsync(http, key);
        }

        foreach ((string id, string secret) in book.Made.Where(key => book.Revoked.GetValueOrDefault(key.Key)))
        {
            (HttpStatusCode status, _) = await GetAsync(http, "/v1/usage/me", secret);
            Expect(status == HttpStatusCode.Unauthorized, $"the revoked key {id} opens: {status}");
        }

        await AuditAsync(http);
        (_, JsonNode health) = await GetAsync(http, "/health", KillGateway.AdminKey);
        Expect((string?)health["journal"]?["status"] == "ready", $"/health: {health["journal"]?.ToJsonString()}");
    }

    private async Task RecordsAsync(HttpClient http)
    {
        (_, JsonNode list) = await GetAsync(http, "/admin/v1/requests?limit=1000", KillGateway.AdminKey);
        foreach (JsonNode? record in list["data"]!.AsArray())
        {
            Keep(record!);
        }

        foreach (string session in book.Asked)
        {
            Expect(_recordsOf.GetValueOrDefault(session) == 1, $"{session} reached the provider and has {_recordsOf.GetValueOrDefault(session)} records");
        }

        (_, JsonNode sums) = await GetAsync(http, "/admin/v1/usage?per=day&group_by=user", KillGateway.AdminKey);
        int counted = sums["data"]!.AsArray().Sum(row => (int)row!["requests"]!);
        Expect(counted == _records.Count, $"{_records.Count} records, but the sums count {counted}");
    }

    private void Keep(JsonNode record)
    {
        (string id, string session, string outcome) = ((string)record["id"]!, (string)record["session"]!, (string)record["outcome"]!);
        if (_records.TryGetValue(id, out string? known))
        {
            Expect(known == record.ToJsonString(), $"the record of {session} has changed: {known} became {record.ToJsonString()}");
            return;
        }

        _records.Add(id, record.ToJsonString());
        _recordsOf[session] = _recordsOf.GetValueOrDefault(session) + 1;
        Endings[outcome] = Endings.GetValueOrDefault(outcome) + 1;
        string key = (string)record["key"]!;
        _spent[key] = _spent.GetValueOrDefault(key) + (decimal)record["usd"]!;
        Expect(Outcomes.Contains(outcome), $"{session}: {record.ToJsonString()}");
        Expect(!book.Answered.ContainsKey(session) || outcome == "answered", $"{session} was answered to the last byte, its record says {outcome}");
    }

    private async Task BudgetAsync(HttpClient http, string key)
    {
        (HttpStatusCode status, JsonNode own) = await GetAsync(http, "/v1/usage/me", key);
        if (status != HttpStatusCode.OK)
        {
            book.Report($"a key that was made does not open: {own.ToJsonString()}");
            return;
        }

        JsonNode[] budgets = [.. own["budgets"]!.AsArray().Where(budget => ((string)budget!["of"]!).StartsWith(OfKey, StringComparison.Ordinal))!];
        Expect(budgets.Length == 1 || !KillGateway.Keys.Contains(key), $"{key} has {budgets.Length} budgets: {own.ToJsonString()}");
        foreach (JsonNode budget in budgets)
        {
            string id = ((string)budget["of"]!)[OfKey.Length..];
            Budgets++;
            Expect((decimal)budget["reserved_usd"]! == 0, $"{id} still has a reservation: {budget.ToJsonString()}");
            Expect((decimal)budget["spent_usd"]! == _spent.GetValueOrDefault(id), $"the records of {id} cost {_spent.GetValueOrDefault(id)}: {budget.ToJsonString()}");
        }
    }

    private async Task AuditAsync(HttpClient http)
    {
        Dictionary<string, int> acts = new(StringComparer.Ordinal);
        for (string after = ""; ;)
        {
            (_, JsonNode page) = await GetAsync(http, $"/admin/v1/audit?limit=1000{after}", KillGateway.AdminKey);
            JsonArray data = page["data"]!.AsArray();
            foreach (JsonNode? act in data)
            {
                string what = $"{act!["action"]} {act["entry"]}";
                acts[what] = acts.GetValueOrDefault(what) + 1;
            }

            if (!(bool)page["has_more"]!)
            {
                break;
            }

            after = $"&after={data[^1]!["id"]}";
        }

        foreach (string id in book.Made.Keys)
        {
            Expect(acts.GetValueOrDefault($"key.created {id}") == 1, $"{acts.GetValueOrDefault($"key.created {id}")} audit records of the making of {id}");
        }

        foreach ((string id, bool isConfirmed) in book.Revoked)
        {
            int count = acts.GetValueOrDefault($"key.revoked {id}");
            Expect(count == 1 || (count == 0 && !isConfirmed), $"{count} audit records of the revocation of {id}");
        }

        foreach ((string name, KilledSecret secret) in book.Secrets)
        {
            (HttpStatusCode status, JsonNode entry) = await GetAsync(http, $"/admin/v1/vault/{name}", KillGateway.AdminKey);
            int changes = status == HttpStatusCode.OK ? (int)entry["version"]! : 0;
            Expect(changes >= secret.Confirmed && changes <= secret.Asked, $"the vault entry {name} has {changes} changes, {secret.Confirmed} of {secret.Asked} were confirmed: {entry.ToJsonString()}");
            Expect(secret.Fingerprint is null || (string?)entry["fingerprint"] == secret.Fingerprint, $"the vault entry {name} was confirmed as {secret.Fingerprint}: {entry.ToJsonString()}");
            int audited = acts.GetValueOrDefault($"vault.created {name}") + acts.GetValueOrDefault($"vault.rotated {name}");
            Expect(audited == changes, $"the vault entry {name} has {changes} changes and {audited} audit records");
        }
    }

    private void Expect(bool holds, string problem)
    {
        if (!holds)
        {
            book.Report(problem);
        }
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> GetAsync(HttpClient http, string path, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("x-router-key", key);
        using HttpResponseMessage response = await http.SendAsync(request);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }
}
