using Router.Protocol.OpenAI;

namespace Router.Protocol.Translation.Answers;

/// <summary>
/// Finds out which call a delta belongs to, though providers leave index and id out, repeat them, or get them wrong: an id that was seen goes
/// first, then a new id, then the index, then the last call that is not complete.
/// </summary>
internal sealed class ToolCallRouter(DegradationNotes notes)
{
    private readonly List<ToolCall> _calls = [];

    /// <summary>The calls in the order of their beginning.</summary>
    public IReadOnlyList<ToolCall> Calls => _calls;

    /// <summary>The call that a delta continues or begins; null for a delta that says nothing.</summary>
    /// <param name="delta">The delta.</param>
    /// <param name="chunk">The number of the chunk that it came in: calls of one chunk are different calls.</param>
    /// <param name="isWhole">Whether it is a whole call, of a whole message.</param>
    /// <param name="isNew">Whether the call begins with it.</param>
    public ToolCall? Route(in ToolCallDelta delta, long chunk, bool isWhole, out bool isNew)
    {
        isNew = false;
        if (delta is { Id: null, HasName: false, HasArguments: false, Signature: null })
        {
            return null;
        }

        string name = delta.HasName ? JsonCursor.Text(delta.Data, delta.Name)! : "";
        ToolCall? call = isWhole ? null
            : delta.Id is { } id ? ById(delta, id, name, chunk)
            : delta.Index is { } index ? ByIndex(index, name, chunk)
            : ByOrder(name, chunk);
        if (call is null)
        {
            isNew = true;
            call = new ToolCall(new ToolInput(delta.IsCustom, notes)) { Index = delta.Index, ProviderId = delta.Id };
            _calls.Add(call);
        }

        call.LastChunk = chunk;
        call.ProviderId ??= delta.Id;
        call.Signature ??= call.IsOpen ? null : delta.Signature;
        call.TakeName(name);
        return call;
    }

    private ToolCall? ById(in ToolCallDelta delta, string id, string name, long chunk)
    {
        ToolCall? seen = _calls.FindLast(call => string.Equals(call.ProviderId, id, StringComparison.Ordinal));
        if (seen is not null)
        {
            return IsAnother(seen, delta, name, chunk) ? null : seen;
        }

        ToolCall? candidate = delta.Index is { } index ? Latest(index) : LastUnfinished();
        if (candidate is null || candidate.Input.IsComplete || candidate.LastChunk == chunk)
        {
            return null;
        }

        // An id that comes late, or a new one on each fragment: without a name nothing begins.
        return name.Length == 0 || (candidate.ProviderId is null && !candidate.Input.HasStarted && string.Equals(candidate.Name, name, StringComparison.Ordinal)) ? candidate : null;
    }

    /// <summary>Whether a delta with a known id is a call of its own: some servers give all calls one id.</summary>
    private static bool IsAnother(ToolCall seen, in ToolCallDelta delta, string name, long chunk)
    {
        if (name.Length == 0)
        {
            return false;
        }

        bool otherName = !string.Equals(name, seen.Name, StringComparison.Ordinal) && seen.Name.Length > 0;
        bool otherIndex = delta.Index is { } index && seen.Index is { } known && index != known;
        return (otherIndex && (otherName || seen.Input.IsComplete))
            || (seen.LastChunk == chunk && (otherName || (delta.HasArguments && seen.Input.IsComplete)));
    }

    private ToolCall? ByIndex(long index, string name, long chunk)
    {
        ToolCall? candidate = Latest(index);
        if (candidate is null)
        {
            // Some servers count fragments differently from heads; without a name it can only go on with what is under way.
            return name.Length > 0 ? null : LastUnfinished();
        }

        if (name.Length == 0)
        {
            return candidate;
        }

        if (candidate.Name.Length == 0)
        {
            return candidate; // its name comes late
        }

        if (candidate.LastChunk == chunk || candidate.Input.IsComplete)
        {
            return null;
        }

        return candidate.Input.HasStarted && !string.Equals(candidate.Name, name, StringComparison.Ordinal) ? null : candidate;
    }

    private ToolCall? ByOrder(string name, long chunk)
    {
        ToolCall? last = LastUnfinished();
        if (name.Length == 0)
        {
            return last ?? (_calls.Count > 0 ? _calls[^1] : null);
        }

        bool goesOn = last is not null && last.LastChunk != chunk && (last.Name.Length == 0 || string.Equals(last.Name, name, StringComparison.Ordinal));
        return goesOn ? last : null;
    }

    private ToolCall? Latest(long index) =>
        _calls.FindLast(call => call.Index == index && !call.Input.IsClosed) ?? _calls.FindLast(call => call.Index == index);

    private ToolCall? LastUnfinished() => _calls.FindLast(call => !call.Input.IsComplete) ?? _calls.FindLast(call => !call.Input.IsClosed);
}
