using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Router.Core.Tenancy.Directory;
using Router.Fleet.Calls;
using Router.Fleet.Hosting;
using Router.Fleet.Outbox;
using Router.Grains.Directory;

namespace Router.Fleet.Directory;

/// <summary>
/// The directory of a fleet as a node sees it: one owner somewhere, and here a copy with the index for key checks, which hears every change before whoever made it gets his
/// answer. A node that could not hear learns it within two seconds.
/// </summary>
internal sealed class FleetDirectory : IDirectory, IDirectoryView, IAsyncDisposable
{
    /// <summary>The key of the directory's grain: there is one.</summary>
    public const string TheOne = "directory";

    private static readonly TimeSpan JoinEvery = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly IDirectoryGrain _grain;
    private readonly FleetNode _node;
    private readonly FleetOptions _options;
    private readonly SendLoop _loop;
    private readonly TenantDirectory _copy = new(DirectoryState.Initial);
    private ImmutableArray<Action<DirectoryEntry?>> _listeners = [];
    private long _known = -1;

    public FleetDirectory(IGrainFactory grains, FleetNode node, NodeEar ear, KeyIndex keys, FleetOptions options, ILogger<FleetDirectory> logger, string name = TheOne)
    {
        (_node, _options, Keys) = (node, options, keys);
        _grain = grains.GetGrain<IDirectoryGrain>(name);
        ear.OnDirectory = Hear;
        _loop = new SendLoop("the wish to hear of the directory", JoinEvery, JoinAsync, logger);
    }

    /// <summary>The keys, for key checks.</summary>
    public KeyIndex Keys { get; }

    public DirectoryState State => _copy.State;

    public void Listen(Action<DirectoryEntry?> heard) => ImmutableInterlocked.Update(ref _listeners, static (all, heard) => all.Add(heard), heard);

    /// <summary>Learns the whole directory; key checks know nothing before.</summary>
    public async Task StartAsync()
    {
        await JoinAsync();
        _loop.Start();
    }

    public async ValueTask<DirectoryAnswer> RunAsync(DirectoryCommand command)
    {
        DirectoryReply reply;
        try
        {
            reply = await Reach.AskAsync(() => _grain.RunAsync(command), _options.Patience);
        }
        catch (Exception exception) when (Reach.IsLost(exception))
        {
            return new DirectoryAnswer
            {
                Problems = [new DirectoryProblem(DirectoryProblemKind.NotKept, "directory", "is out of reach, so nobody knows whether that was done. Do it again: what is done already is not done twice")],
            };
        }

        if (reply.Effect is { } effect ? !Hear(new DirectoryNews(reply.Position - 1, [effect])) : reply.Position > Known)
        {
            await JoinAsync();
        }

        return reply.Answer with { Effect = reply.Effect }; // which does not travel in it
    }

    public async ValueTask<DirectoryEntry?> FindAsync(EntryRef entry) =>
        (await Reach.AskAsync(() => _grain.FindAsync(entry), _options.Patience)).Entries.FirstOrDefault();

    public async ValueTask<ImmutableArray<DirectoryEntry>> ListAsync(DirectoryQuery query) => (await Reach.AskAsync(() => _grain.ListAsync(query), _options.Patience)).Entries;

    public ValueTask DisposeAsync() => _loop.DisposeAsync();

    private long Known
    {
        get
        {
            lock (_lock)
            {
                return _known;
            }
        }
    }

    private async Task JoinAsync()
    {
        DirectoryUpdate update = await Reach.AskAsync(() => _grain.JoinAsync(_node.Name, _node.Listener, Known), _options.Patience);
        if (update.News is { } news)
        {
            Hear(news);
        }
        else if (update.Whole is { } whole)
        {
            DirectoryState state = whole.Restore();
            lock (_lock)
            {
                Keys.Load(state);
                _copy.Reset(state);
                _known = update.Position;
                Tell(entry: null);
            }
        }
    }

    /// <summary>Takes changes over. False when one before them is missing.</summary>
    private bool Hear(DirectoryNews news)
    {
        lock (_lock)
        {
            if (_known < news.From)
            {
                return false;
            }

            foreach (DirectoryEffect effect in news.Effects.Skip((int)Math.Min(_known - news.From, news.Effects.Length)))
            {
                Keys.Apply(effect);
                _copy.Apply(effect);
                _known++;
                Tell(effect.Entry);
            }

            return true;
        }
    }

    private void Tell(DirectoryEntry? entry)
    {
        foreach (Action<DirectoryEntry?> heard in _listeners)
        {
            heard(entry);
        }
    }
}
