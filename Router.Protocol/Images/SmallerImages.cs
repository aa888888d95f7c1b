using System.Security.Cryptography;

namespace Router.Protocol.Images;

/// <summary>
/// Makes images smaller and remembers what became of them: a conversation sends its images again with every turn. Holds the hashes of images and the
/// smaller ones, at most <see cref="MostBytes"/> and what one image takes; the least used go. Safe for any number of threads.
/// </summary>
public sealed class SmallerImages
{
    /// <summary>The most that is held, in bytes.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    private const int EntryBytes = 256; // the hash, the entry, the array's head

    private readonly Lock _lock = new();
    private readonly Lock _making = new(); // one image at a time: requests that are made to be dear take one core, not all
    private readonly int _generation;
    private Dictionary<string, byte[]?> _young = new(StringComparer.Ordinal);
    private Dictionary<string, byte[]?> _old = new(StringComparer.Ordinal);
    private long _youngBytes;
    private long _oldBytes;

    /// <summary>A memory of the usual size.</summary>
    public SmallerImages() : this(MostBytes)
    {
    }

    internal SmallerImages(int mostBytes) => _generation = mostBytes / 2;

    /// <summary>How much is held, in bytes.</summary>
    internal long Held
    {
        get
        {
            lock (_lock)
            {
                return _youngBytes + _oldBytes;
            }
        }
    }

    /// <summary>How many images were made smaller, or tried to, because they were not remembered.</summary>
    internal int Made { get; private set; }

    /// <summary>An image's base64 text made smaller; null when that can't be done (<see cref="SmallerImage.Make"/>), which is remembered as well.</summary>
    internal byte[]? Of(ReadOnlySpan<byte> base64, int edge)
    {
        // Not a fast hash: nobody may find two images of one key, or he could put one in the place of another's.
        string key = $"{edge}-{Convert.ToHexString(SHA256.HashData(base64))}";
        if (Knows(key, out byte[]? known))
        {
            return known;
        }

        lock (_making)
        {
            if (Knows(key, out known)) // another request brought the same image
            {
                return known;
            }

            byte[]? made = SmallerImage.Make(base64, edge);
            lock (_lock)
            {
                Made++;
                Remember(key, made);
            }

            return made;
        }
    }

    private bool Knows(string key, out byte[]? known)
    {
        lock (_lock)
        {
            if (_young.TryGetValue(key, out known))
            {
                return true;
            }

            if (!_old.Remove(key, out known))
            {
                return false;
            }

            _oldBytes -= BytesOf(known);
            Remember(key, known);
            return true;
        }
    }

    private static long BytesOf(byte[]? image) => EntryBytes + (image?.Length ?? 0);

    private void Remember(string key, byte[]? image)
    {
        _young.Add(key, image);
        _youngBytes += BytesOf(image);
        if (_youngBytes > _generation)
        {
            (_old, _oldBytes) = (_young, _youngBytes);
            (_young, _youngBytes) = (new Dictionary<string, byte[]?>(StringComparer.Ordinal), 0);
        }
    }
}
