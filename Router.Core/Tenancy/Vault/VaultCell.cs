namespace Router.Core.Tenancy.Vault;

/// <summary>One vault on a single machine: its lock, and what of it is kept.</summary>
internal sealed class VaultCell(VaultState state)
{
    private readonly Lock _lock = new();
    private readonly TenantVault _entity = new(state);
    private VaultState _kept = state;

    public VaultState State => _entity.State;

    /// <summary>Runs what is decided on the present state and waits until it is kept; when it can't be, goes back to what is.</summary>
    /// <param name="decide">Makes the commands, one after another.</param>
    /// <param name="journal">Keeps their effects.</param>
    /// <param name="now">The time.</param>
    public async ValueTask<T> RunAsync<T>(Func<Func<VaultCommand, VaultAnswer>, T> decide, IVaultJournal journal, DateTimeOffset now)
    {
        List<VaultEffect> effects = [];
        List<Task> flushes = [];
        T answer;
        lock (_lock)
        {
            answer = decide(command =>
            {
                VaultAnswer result = _entity.Run(command, now);
                if (result.Effect is { } effect)
                {
                    effects.Add(effect);
                    flushes.Add(journal.KeepAsync(effect).AsTask());
                }

                return result;
            });
        }

        try
        {
            await Task.WhenAll(flushes).ConfigureAwait(false);
        }
        catch
        {
            lock (_lock)
            {
                _entity.Reset(_kept);
            }

            throw;
        }

        lock (_lock)
        {
            _kept = effects.Aggregate(_kept, (state, effect) => state.With(effect));
        }

        return answer;
    }
}
