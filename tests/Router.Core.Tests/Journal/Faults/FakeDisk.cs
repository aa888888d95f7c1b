using Router.Core.Journal.Files;

namespace Router.Core.Tests.Journal.Faults;

/// <summary>
/// A disk that loses what was not synced. A file's blocks and a folder's names reach it only by a sync; a power loss leaves of the rest whatever
/// it likes: each block in any state that it had since, a length that the file had since, each change of a name or not. A failed sync drops what it
/// could not write, as Linux does: the next sync will not try it again.
/// </summary>
internal sealed class FakeDisk : IJournalFiles
{
    private readonly Dictionary<string, FakeFile> _durableNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FakeFile> _names = new(StringComparer.Ordinal);
    private readonly List<Action<Dictionary<string, FakeFile>>> _nameChanges = [];
    private bool _isLocked;

    /// <summary>Asked before every operation that changes something; may say how it goes wrong.</summary>
    public Func<string, FakeFailure?> Plan { get; set; } = _ => null;

    /// <summary>How many operations that change something were begun.</summary>
    public int Operations { get; private set; }

    /// <summary>Whether the power is gone.</summary>
    public bool IsOff { get; private set; }

    public string Folder => "/fake";

    public IDisposable? TryLock()
    {
        Begin("lock");
        if (_isLocked)
        {
            return null;
        }

        _isLocked = true;
        return new Released(() => _isLocked = false);
    }

    public IReadOnlyList<string> List() => [.. _names.Keys];

    public IJournalFile OpenRead(string name) => new Handle(this, Find(name));

    public IJournalFile OpenWrite(string name)
    {
        Begin("open");
        return new Handle(this, Find(name));
    }

    public IJournalFile Create(string name)
    {
        Begin("create");
        var file = new FakeFile();
        Change(names => names[name] = file);
        return new Handle(this, file);
    }

    public void Rename(string name, string target)
    {
        Begin("rename");
        FakeFile file = Find(name);
        Change(names =>
        {
            names.Remove(name);
            names[target] = file;
        });
    }

    public void Delete(string name)
    {
        Begin("delete");
        Change(names => names.Remove(name));
    }

    public void SyncFolder()
    {
        Begin("sync folder");
        _durableNames.Clear();
        foreach ((string name, FakeFile file) in _names)
        {
            _durableNames.Add(name, file);
        }

        _nameChanges.Clear();
    }

    /// <summary>What a power loss at this moment might leave, as a disk of its own.</summary>
    public FakeDisk PowerLoss(Random random)
    {
        var names = new Dictionary<string, FakeFile>(_durableNames, StringComparer.Ordinal);
        int inOrder = random.Next(2) == 0 ? random.Next(_nameChanges.Count + 1) : -1;
        for (int index = 0; index < _nameChanges.Count; index++)
        {
            if (inOrder < 0 ? random.Next(2) == 0 : index < inOrder)
            {
                _nameChanges[index](names);
            }
        }

        return With(names, file => file.PowerLoss(random));
    }

    /// <summary>What the end of the process leaves: everything that was written.</summary>
    public FakeDisk Killed() => With(_names, file => file);

    /// <summary>Changes a byte of a file, as a failing disk does.</summary>
    public void Corrupt(string name, long offset) => Find(name).Corrupt(offset);

    public long LengthOf(string name) => Find(name).Length;

    public void Truncate(string name, long length)
    {
        Find(name).SetLength(length);
        Find(name).Sync();
    }

    public void Remove(string name)
    {
        _names.Remove(name);
        _durableNames.Remove(name);
    }

    private FakeFailure? Begin(string operation)
    {
        if (IsOff)
        {
            throw new IOException("The power is off.");
        }

        Operations++;
        FakeFailure? failure = Plan(operation);
        IsOff = failure is FakeFailure.PowerLoss;
        return failure is null || operation is "write" or "sync" ? failure : throw Exception(failure.Value);
    }

    private static Exception Exception(FakeFailure failure) => failure switch
    {
        FakeFailure.Full => new IOException("No space left on device", 28),
        FakeFailure.ReadOnly => new IOException("Read-only file system", 30),
        FakeFailure.Denied => new UnauthorizedAccessException("Permission denied"),
        FakeFailure.Broken => new IOException("Input/output error", 5),
        _ => new IOException("The power is off."),
    };

    private FakeFile Find(string name) => _names.TryGetValue(name, out FakeFile? file) ? file : throw new FileNotFoundException("No such file", name);

    private void Change(Action<Dictionary<string, FakeFile>> change)
    {
        change(_names);
        _nameChanges.Add(change);
    }

    private static FakeDisk With(Dictionary<string, FakeFile> names, Func<FakeFile, FakeFile> state)
    {
        var disk = new FakeDisk();
        foreach ((string name, FakeFile file) in names)
        {
            FakeFile left = state(file);
            disk._names.Add(name, left);
            disk._durableNames.Add(name, left);
        }

        return disk;
    }

    private sealed class Handle(FakeDisk disk, FakeFile file) : IJournalFile
    {
        public long Length => file.Length;

        public int Read(long offset, Span<byte> buffer) => file.Read(offset, buffer);

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            FakeFailure? failure = disk.Begin("write");
            // A write that fails has written some of it.
            file.Write(offset, failure is null or FakeFailure.PowerLoss ? bytes : bytes[..(bytes.Length * 2 / 3)]);
            if (failure is { } kind)
            {
                throw Exception(kind);
            }
        }

        public void SetLength(long length)
        {
            disk.Begin("set length");
            file.SetLength(length);
        }

        public void Sync()
        {
            FakeFailure? failure = disk.Begin("sync");
            if (failure is null)
            {
                file.Sync();
                return;
            }

            if (failure is not FakeFailure.PowerLoss)
            {
                file.DropUnsynced();
            }

            throw Exception(failure.Value);
        }

        public void Dispose()
        {
        }
    }

    private sealed class Released(Action release) : IDisposable
    {
        public void Dispose() => release();
    }
}
