namespace Router.Core.Caching;

/// <summary>What an index holds of one label; its entries share it.</summary>
internal sealed class LabelCount(CacheLabel label)
{
    /// <summary>What a label takes beside its texts, in bytes: this object, its place in the table, the texts' headers.</summary>
    private const int Overhead = 200;

    public CacheLabel Label => label;

    /// <summary>What the label itself counts, in bytes.</summary>
    public long Size => Overhead + (2L * (label.Tenant.Length + label.Model.Length));

    public long Entries { get; set; }

    public long Bytes { get; set; }
}
