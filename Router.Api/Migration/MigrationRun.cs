using System.Text.Json;
using Router.Api.Configuration;
using Router.Api.Hosting;
using Router.Api.Remote;
using Router.Core.Migration;

namespace Router.Api.Migration;

/// <summary>Brings a single machine's state, and its router.json, to a fleet, part by part; what is there already stays, so it may be done again at any time.</summary>
/// <param name="gateway">The fleet.</param>
/// <param name="console">Where it is told.</param>
/// <param name="cancellation">Ends it.</param>
internal sealed class MigrationRun(GatewayAdmin gateway, OperatorConsole console, CancellationToken cancellation)
{
    /// <summary>Moves.</summary>
    /// <param name="source">The folder.</param>
    /// <param name="config">The router.json; null when there is none.</param>
    /// <returns>Whether everything is there.</returns>
    /// <exception cref="StartException">The fleet refused something, or nobody answered.</exception>
    public async Task<bool> RunAsync(MigrationSource source, ConfigSource? config)
    {
        bool isWhole = await SendAsync("tenants, teams, users and keys", source.Directory);
        isWhole &= await SendAsync("vaults", source.Vaults);
        isWhole &= await SendSpendAsync(source);
        isWhole &= config?.File is not { } file || await PushAsync(source, file, config.Version.Hash);
        await console.Out.WriteLineAsync(isWhole
            ? "All of it is there. Point clients and the balancer at the fleet; the admin key there is the fleet's own."
            : "The rest is there. See what was left out above.");
        return isWhole;
    }

    /// <summary>What was spent is carried over once: what came here since then can't follow.</summary>
    private async Task<bool> SendSpendAsync(MigrationSource source)
    {
        (string last, string? before) = (await source.LastChargedAsync(), source.Notes.Find("spend", gateway.Address));
        bool isWhole = await SendAsync("spend", source.Spend);
        if (before is null && isWhole)
        {
            source.Notes.Add("spend", gateway.Address, last);
        }
        else if (before is not null && before != last)
        {
            await console.Out.WriteLineAsync("  left out: what was spent here since an earlier run; this gateway has answered messages again");
            return false;
        }

        return isWhole;
    }

    private async Task<bool> SendAsync(string what, MigrationPart part)
    {
        JsonElement report = await gateway.SendAsync(HttpMethod.Post, "migration", JsonSerializer.SerializeToUtf8Bytes(part, MigrationJson.Default.MigrationPart), tag: null, cancellation);
        await console.Out.WriteLineAsync($"{what}: {report.GetProperty("taken")} taken over, {report.GetProperty("known")} there already");
        JsonElement left = report.GetProperty("left");
        foreach (JsonElement reason in left.EnumerateArray())
        {
            await console.Out.WriteLineAsync($"  left out: {reason.GetString()}");
        }

        return left.GetArrayLength() == 0;
    }

    private async Task<bool> PushAsync(MigrationSource source, string file, string hash)
    {
        JsonElement there = await gateway.AskAsync(HttpMethod.Get, "config", null, cancellation);
        if (there.GetProperty("version").GetInt64() == 0)
        {
            JsonElement pushed = await gateway.SendAsync(HttpMethod.Put, "config", await File.ReadAllBytesAsync(file, cancellation), "\"0\"", cancellation);
            source.Notes.Add("configuration", gateway.Address, hash);
            await console.Out.WriteLineAsync($"configuration: {file} is version {pushed.GetProperty("version")} of the fleet's");
            return true;
        }

        bool isSame = there.GetProperty("hash").GetString() == hash;
        if (isSame && source.Notes.Find("configuration", gateway.Address) != hash)
        {
            source.Notes.Add("configuration", gateway.Address, hash);
        }

        bool wasPushed = source.Notes.Find("configuration", gateway.Address) == hash;
        await console.Out.WriteLineAsync((isSame, wasPushed) switch
        {
            (true, _) => $"configuration: {file} is there already",
            (false, true) => $"configuration: {file} was brought by an earlier run; the fleet has another by now (version {there.GetProperty("version")}), which stays",
            _ => $"configuration:\n  left out: the fleet has one of its own (version {there.GetProperty("version")}); put what you want of both into one file, and push it: router config push",
        });
        return isSame || wasPushed;
    }
}
