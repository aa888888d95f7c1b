namespace Router.Protocol.Tests.Compression.Vectors;

internal static class EmptyFromPipeVector
{
    public const string Base64 = """
        KLUv/SAAAQAA
        """;
}
