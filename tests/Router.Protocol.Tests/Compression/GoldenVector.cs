namespace Router.Protocol.Tests.Compression;

/// <summary>A stream made by the reference encoder, and how to make again what it holds.</summary>
internal sealed record GoldenVector(string Name, string Base64, Func<byte[]> Content)
{
    public byte[] Compressed => Convert.FromBase64String(Base64);
}
