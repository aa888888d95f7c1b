using System.Globalization;

namespace Router.Core.Journal.Snapshots;

/// <summary>A snapshot's file name, <c>00000000000000000001.snapshot</c>.</summary>
/// <param name="Position">The records up to here are in all of its sections.</param>
internal readonly record struct SnapshotName(long Position)
{
    private const string Extension = ".snapshot";
    private const int PositionLength = 20;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Position:D20}{Extension}");

    public static bool TryParse(string text, out SnapshotName name)
    {
        long position = 0;
        bool isOne = text.Length == PositionLength + Extension.Length && text.EndsWith(Extension, StringComparison.Ordinal)
            && long.TryParse(text.AsSpan(0, PositionLength), NumberStyles.None, CultureInfo.InvariantCulture, out position);
        name = new SnapshotName(position);
        return isOne;
    }
}
