namespace Router.Grains.Keeping;

/// <summary>
/// Changes that are stored, but perhaps not in the audit trail yet. They are told one after the other; when the trail is away they wait, and no effect is folded away before it
/// is told: so a change and its record are both there, or will be. Used on a grain's own scheduler only.
/// </summary>
/// <typeparam name="TEffect">The effect.</typeparam>
/// <param name="tell">Tells one; it may be told again.</param>
internal sealed class UntoldActs<TEffect>(Func<long, TEffect, Task> tell)
{
    private readonly Queue<(long Position, TEffect Effect)> _waiting = new();
    private Task<Exception?>? _telling;

    /// <summary>Takes a change that is stored, or was when its owner came up.</summary>
    public void Add(long position, TEffect effect) => _waiting.Enqueue((position, effect));

    /// <summary>Tells what waits.</summary>
    /// <returns>Why something still waits; null when nothing does.</returns>
    public Task<Exception?> TellAsync() => _telling is { IsCompleted: false } ? _telling : _telling = TellAllAsync();

    private async Task<Exception?> TellAllAsync()
    {
        while (_waiting.TryPeek(out (long Position, TEffect Effect) next))
        {
            try
            {
                await tell(next.Position, next.Effect);
                _waiting.Dequeue();
            }
            catch (Exception exception)
            {
                return exception;
            }
        }

        return null;
    }
}
