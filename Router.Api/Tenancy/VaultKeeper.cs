using Router.Core.Tenancy.Vault;

namespace Router.Api.Tenancy;

/// <summary>Seals the vaults under the present master key when the gateway starts: only their data keys change, no secret is opened.</summary>
internal sealed partial class VaultKeeper(ITenantVaults vaults, ILogger<VaultKeeper> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        RewrapReport report = await vaults.RewrapAsync();
        foreach (VaultProblem problem in report.Failed)
        {
            LogNotWrapped(problem);
        }

        if (report is { Wrapped: > 0 })
        {
            LogWrapped(report.Wrapped, report.Failed.IsEmpty ? "all are now, so secrets.formerMasterKeys can go" : "others could not be; keep secrets.formerMasterKeys");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(520, LogLevel.Information, "Vaults sealed under the present master key: {Count}; {Rest}")]
    private partial void LogWrapped(int count, string rest);

    [LoggerMessage(521, LogLevel.Error, "A vault can't be sealed under the present master key. {Problem}")]
    private partial void LogNotWrapped(VaultProblem problem);
}
