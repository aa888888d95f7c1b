namespace Router.Core.Tests.Journal.Faults;

/// <summary>A file's content as the process sees it, as the disk has it, and as it was in between.</summary>
internal sealed class FakeFile
{
    // Small, so that records of a test span several.
    private const int Block = 64;

    private readonly List<byte[]> _since = [];
    private readonly HashSet<int> _changed = [];
    private byte[] _content = [];
    private byte[] _durable = [];

    public long Length => _content.Length;

    public int Read(long offset, Span<byte> buffer)
    {
        int count = (int)Math.Clamp(_content.Length - offset, 0, buffer.Length);
        _content.AsSpan((int)Math.Min(offset, _content.Length), count).CopyTo(buffer);
        return count;
    }

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        byte[] next = new byte[Math.Max(_content.Length, offset + bytes.Length)];
        _content.CopyTo(next, 0);
        bytes.CopyTo(next.AsSpan((int)offset));
        Become(next, offset, offset + bytes.Length);
    }

    public void SetLength(long length)
    {
        if (length == _content.Length)
        {
            return;
        }

        byte[] next = new byte[length];
        _content.AsSpan(0, (int)Math.Min(length, _content.Length)).CopyTo(next);
        Become(next, Math.Min(length, _content.Length), Math.Max(length, _content.Length));
    }

    public void Sync()
    {
        _durable = Mix(_content.Length, block => _changed.Contains(block) ? _content : _durable);
        _since.Clear();
        _changed.Clear();
    }

    /// <summary>A failed sync: what was changed is not on disk and no later sync knows of it, though it can still be read.</summary>
    public void DropUnsynced()
    {
        _since.Clear();
        _changed.Clear();
    }

    public void Corrupt(long offset)
    {
        _content[offset] ^= 0x55;
        _durable = [.. _content];
    }

    /// <summary>What a power loss might leave.</summary>
    public FakeFile PowerLoss(Random random)
    {
        byte[][] states = [_durable, .. _since];
        bool isOrdered = random.Next(3) == 0;
        int one = random.Next(states.Length);
        int length = states[isOrdered ? one : random.Next(states.Length)].Length;
        byte[] left = Mix(length, block => !_changed.Contains(block) ? _durable : states[isOrdered ? one : random.Next(states.Length)]);
        if (random.Next(3) == 0 && left.Length > _durable.Length)
        {
            left = left[..random.Next(_durable.Length, left.Length + 1)];
        }

        return new FakeFile { _content = left, _durable = left };
    }

    private static byte[] Mix(int length, Func<int, byte[]> source)
    {
        byte[] mixed = new byte[length];
        for (int block = 0; block * Block < length; block++)
        {
            byte[] from = source(block);
            int at = block * Block;
            int count = Math.Min(Block, Math.Min(length, from.Length) - at);
            if (count > 0)
            {
                from.AsSpan(at, count).CopyTo(mixed.AsSpan(at));
            }
        }

        return mixed;
    }

    private void Become(byte[] next, long from, long to)
    {
        _content = next;
        _since.Add(next);
        for (long block = from / Block; block * Block < Math.Max(to, from + 1); block++)
        {
            _changed.Add((int)block);
        }
    }
}
