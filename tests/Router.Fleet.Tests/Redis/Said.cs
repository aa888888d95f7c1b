namespace Router.Fleet.Tests.Redis;

/// <summary>Something that a node said.</summary>
/// <param name="At">When, in milliseconds of the machine's clock.</param>
/// <param name="Words">What.</param>
internal sealed record Said(long At, string[] Words)
{
    public override string ToString() => $"{At} {string.Join(' ', Words)}";
}
