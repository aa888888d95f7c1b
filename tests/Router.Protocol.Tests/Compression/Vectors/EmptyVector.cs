namespace Router.Protocol.Tests.Compression.Vectors;

internal static class EmptyVector
{
    public const string Base64 = """
        KLUv/SQAAQAAmenYUQ==
        """;
}
