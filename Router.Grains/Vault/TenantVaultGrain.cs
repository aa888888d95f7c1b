using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Router.Core.Tenancy.Vault;
using Router.Grains.Hosting;
using Router.Grains.Keeping;
using Router.Grains.Nodes;

namespace Router.Grains.Vault;

/// <summary>Hosts a <see cref="TenantVault"/>. Commands are decided next to the master key, on a node; here each decision finds the state that it was made on, or is refused.</summary>
internal sealed partial class TenantVaultGrain(
    [PersistentState("vault", GrainNames.Storage)] IPersistentState<KeptBase<VaultSnapshot>> whole,
    [PersistentState("secrets", GrainNames.Storage)] IPersistentState<KeptTail<VaultEffect>> tail, IActTrail trail, ILogger<TenantVaultGrain> logger) : Grain, ITenantVaultGrain
{
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = logger;
    private readonly Listeners _listeners = new();
    private KeptLog<VaultSnapshot, VaultEffect> _log = null!;
    private TenantVault? _entity;
    private UntoldActs<VaultEffect> _untold = null!;
    private Guid _last;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        string key = this.GetPrimaryKeyString();
        _untold = new UntoldActs<VaultEffect>((position, effect) => trail.TellAsync(key, position, effect));
        _log = new KeptLog<VaultSnapshot, VaultEffect>(whole, tail, () => _entity!.State.Save(), state => state.Entries.Length, _untold);
        _entity = _log.State is { } snapshot ? new TenantVault(VaultState.Restore(snapshot)) : null;
        foreach (VaultEffect effect in _log.Effects)
        {
            Apply(effect);
        }

        this.RegisterGrainTimer(static (grain, _) => grain.TellAsync(), this, new GrainTimerCreationOptions(TellEvery, TellEvery));
        return Task.CompletedTask;
    }

    public Task<VaultReading> ReadAsync(string node, INodeListener listener)
    {
        _listeners.Add(node, listener);
        return Task.FromResult(new VaultReading(_log.Position, _entity?.State.Save()));
    }

    public async Task<VaultKeeping> KeepAsync(Guid batch, long position, ImmutableArray<VaultEffect> effects)
    {
        if (batch == _last)
        {
            return VaultKeeping.Kept;
        }

        if (position != _log.Position)
        {
            return VaultKeeping.Stale;
        }

        VaultState? before = _entity?.State;
        foreach (VaultEffect effect in effects)
        {
            Apply(effect);
            _log.Add(effect);
        }

        try
        {
            await _log.CommitAsync();
        }
        catch (InconsistentStateException)
        {
            DeactivateOnIdle();
            throw;
        }
        catch (Exception exception)
        {
            LogNotStored(exception);
            _entity = before is null ? null : new TenantVault(before);
            _log.Rollback();
            return VaultKeeping.NotKept;
        }

        _last = batch;
        await TellAsync();
        await _listeners.TellAsync(listener => listener.HearAsync(this.GetPrimaryKeyString(), _log.Position));
        return VaultKeeping.Kept;
    }

    /// <summary>What is stored goes into the audit trail; while that is away, it waits here and in the store.</summary>
    private async Task TellAsync()
    {
        if (await _untold.TellAsync() is { } problem)
        {
            LogNotTold(problem);
        }
    }

    private void Apply(VaultEffect effect)
    {
        _entity ??= new TenantVault(VaultState.Empty(effect.Tenant));
        _entity.Apply(effect);
    }
}
