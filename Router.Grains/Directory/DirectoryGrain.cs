using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Router.Core.Tenancy.Directory;
using Router.Grains.Hosting;
using Router.Grains.Keeping;
using Router.Grains.Nodes;

namespace Router.Grains.Directory;

/// <summary>Hosts the <see cref="TenantDirectory"/>. One command at a time: what can't be stored is taken back before the next one decides.</summary>
internal sealed partial class DirectoryGrain(
    [PersistentState("directory", GrainNames.Storage)] IPersistentState<KeptBase<DirectorySnapshot>> whole,
    [PersistentState("changes", GrainNames.Storage)] IPersistentState<KeptTail<DirectoryEffect>> tail, FleetClock clock, IActTrail trail, ILogger<DirectoryGrain> logger)
    : Grain, IDirectoryGrain
{
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = logger;
    private readonly Listeners _listeners = new();
    private readonly UntoldActs<DirectoryEffect> _untold = new(trail.TellAsync);
    private KeptLog<DirectorySnapshot, DirectoryEffect> _log = null!;
    private TenantDirectory _entity = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _log = new KeptLog<DirectorySnapshot, DirectoryEffect>(
            whole, tail, () => DirectorySnapshot.Of(_entity.State), state => state.Tenants.Length + state.Teams.Length + state.Users.Length + state.Keys.Length, _untold);
        _entity = new TenantDirectory(_log.State?.Restore() ?? DirectoryState.Initial);
        foreach (DirectoryEffect effect in _log.Effects)
        {
            _entity.Apply(effect);
        }

        this.RegisterGrainTimer(static (grain, _) => grain.TellAsync(), this, new GrainTimerCreationOptions(TellEvery, TellEvery));
        return Task.CompletedTask;
    }

    public async Task<DirectoryReply> RunAsync(DirectoryCommand command)
    {
        DirectoryState before = _entity.State;
        DirectoryAnswer answer = _entity.Run(command, clock.Now);
        if (answer.Effect is not { } effect)
        {
            return new DirectoryReply(answer, _log.Position);
        }

        return await KeepAsync([effect], before)
            ? new DirectoryReply(answer, _log.Position) { Effect = effect }
            : new DirectoryReply(NotKept, _log.Position);
    }

    public async Task<DirectoryImport> ImportAsync(ImmutableArray<DirectoryEntry> entries)
    {
        DirectoryState before = _entity.State;
        ImmutableArray<DirectoryEffect> effects = _entity.Take(entries, out ImmutableArray<string> left);
        return new DirectoryImport(effects.Length, left, effects.IsEmpty || await KeepAsync(effects, before));
    }

    /// <summary>Stores effects and tells them to the nodes; what can't be stored is taken back.</summary>
    private async Task<bool> KeepAsync(ImmutableArray<DirectoryEffect> effects, DirectoryState before)
    {
        foreach (DirectoryEffect effect in effects)
        {
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
            _entity.Reset(before);
            _log.Rollback();
            return false;
        }

        await TellAsync();
        var news = new DirectoryNews(_log.Position - effects.Length, effects);
        await _listeners.TellAsync(listener => listener.HearAsync(news));
        return true;
    }

    public Task<DirectoryPage> FindAsync(EntryRef entry) => Task.FromResult(new DirectoryPage(_entity.State.Find(entry) is { } found ? [found] : []));

    public Task<DirectoryPage> ListAsync(DirectoryQuery query) => Task.FromResult(new DirectoryPage(TenantDirectory.List(_entity.State, query)));

    public Task<DirectoryUpdate> JoinAsync(string node, INodeListener listener, long known)
    {
        _listeners.Add(node, listener);
        long behind = known - (_log.Position - _log.Effects.Count);
        // A node that knows more than is stored heard it from an owner who could not keep it.
        return Task.FromResult(known >= 0 && behind >= 0 && known <= _log.Position
            ? new DirectoryUpdate(_log.Position) { News = new DirectoryNews(known, [.. _log.Effects.Skip((int)behind)]) }
            : new DirectoryUpdate(_log.Position) { Whole = DirectorySnapshot.Of(_entity.State) });
    }

    /// <summary>What is stored goes into the audit trail; while that is away, it waits here and in the store.</summary>
    private async Task TellAsync()
    {
        if (await _untold.TellAsync() is { } problem)
        {
            LogNotTold(problem);
        }
    }

    /// <summary>The answer to a command whose effect can't be kept.</summary>
    internal static DirectoryAnswer NotKept { get; } = new()
    {
        Problems = [new DirectoryProblem(DirectoryProblemKind.NotKept, "storage", "can't keep changes at the moment, so nothing was changed. Try again when Redis is there")],
    };
}
