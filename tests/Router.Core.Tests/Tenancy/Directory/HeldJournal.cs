using Router.Core.Tenancy.Directory;

namespace Router.Core.Tests.Tenancy.Directory;

/// <summary>A journal in memory whose flushes happen, or fail, when the test says so.</summary>
internal sealed class HeldJournal : IDirectoryJournal
{
    private TaskCompletionSource? _flush;

    public List<DirectoryEffect> Effects { get; } = [];

    public void Hold() => _flush = new TaskCompletionSource();

    public void Flush() => _flush!.SetResult();

    public void Fail() => _flush!.SetException(new IOException("The disk is full."));

    public ValueTask KeepAsync(DirectoryEffect effect)
    {
        Effects.Add(effect);
        return _flush is null ? ValueTask.CompletedTask : new ValueTask(_flush.Task);
    }
}
