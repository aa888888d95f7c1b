namespace Router.Protocol.Tests.Compression.Vectors;

internal static class RunVector
{
    public const string Base64 = """
        KLUv/aTgkwQAVAAAEHh4AQD7/znAAgIAEHgDnwR4j3Kbog==
        """;
}
