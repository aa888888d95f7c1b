using System.Text;

namespace Router.Core.Journal;

/// <summary>A kind of record. The set is open: each feature brings its own.</summary>
public abstract class RecordType
{
    /// <summary>The longest name.</summary>
    internal const int MaxName = 64;

    private protected RecordType(string name, int version)
    {
        if (name.Length is 0 or > MaxName || !name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '.' or '-'))
        {
            throw new ArgumentException($"A record type's name has 1 to {MaxName} of a-z, 0-9, '.' and '-'.", nameof(name));
        }

        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(version);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(version, ushort.MaxValue);
        (Name, Version, NameBytes) = (name, version, Encoding.ASCII.GetBytes(name));
    }

    /// <summary>The name in the file, for example <c>spend.reserved</c>. Once used it never means anything else.</summary>
    public string Name { get; }

    /// <summary>The schema version that is written, 1 to 65,535. Records of a newer one are refused at start, older ones are handed over as they are.</summary>
    public int Version { get; }

    internal byte[] NameBytes { get; }
}
