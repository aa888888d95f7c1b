namespace Router.Core.Spend.Accounting;

/// <summary>The tenant first, then teams, users and keys, each by name.</summary>
internal sealed class SpendNodeOrder : IComparer<SpendNode>
{
    public static SpendNodeOrder Instance { get; } = new();

    public int Compare(SpendNode x, SpendNode y) => x.Level != y.Level ? x.Level.CompareTo(y.Level) : SpendNode.NamesOf(x.Level).Compare(x.Name, y.Name);
}
