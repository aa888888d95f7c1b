namespace Router.Protocol.Tests.Compression.Vectors;

internal static class SkippableVector
{
    public const string Base64 = """
        UCpNGAQAAABhYmNkKLUv/SQe8QAAeyJtb2RlbCI6ImxhcmdlIiwibWVzc2FnZXMiOlt7ZdSLUF8qTRgAAAAAKLUv/SQf+QAAeyJtb2RlbCI6ImxhcmdlIiwi
        bWVzc2FnZXMiOlt7IizGwWc=
        """;
}
