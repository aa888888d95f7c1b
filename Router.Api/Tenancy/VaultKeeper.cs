using Router.Api.State;
using Router.Core.Tenancy.Vault;

namespace Router.Api.Tenancy;

/// <summary>Seals the vaults under the present master key when the gateway starts: only their data keys change, no secret is opened.</summary>
internal sealed partial class VaultKeeper(ITenantVaults vaults, StateFolder state, ILogger<VaultKeeper> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        RewrapReport report = await vaults.RewrapAsync();
        foreach (VaultProblem problem in report.Failed)
        {
            LogNotWrapped(problem);
        }

        // Told at every start while there is a former key: the process may have ended before it was told the first time.
        if (report is { Wrapped: > 0 } || state.MasterKeys.HasEarlier)
        {
            LogWrapped(report.Wrapped + report.Already, report.Failed.IsEmpty ? "these are all, so secrets.formerMasterKeys can go" : "others could not be; keep secrets.formerMasterKeys");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(520, LogLevel.Information, "Vaults sealed under the present master key: {Count}; {Rest}")]
    private partial void LogWrapped(int count, string rest);

    [LoggerMessage(521, LogLevel.Error, "A vault can't be sealed under the present master key. {Problem}")]
    private partial void LogNotWrapped(VaultProblem problem);
}
