using Router.Protocol.Tests.Compression.Vectors;
using Xunit;

namespace Router.Protocol.Tests.Compression;

/// <summary>
/// Streams made by the command line tool zstd 1.5.4. Each line ends with its options: "pipe" is input from a pipe, which leaves out the content
/// size, the others read a file.
/// </summary>
internal static class GoldenVectors
{
    public static IReadOnlyList<GoldenVector> All { get; } =
    [
        new("JsonLevel1", JsonLevel1Vector.Base64, Json), // -1 --check
        new("JsonLevel3", JsonLevel3Vector.Base64, Json), // -3 --no-check
        new("JsonLevel19", JsonLevel19Vector.Base64, Json), // -19 --check
        new("JsonLevel22", JsonLevel22Vector.Base64, Json), // --ultra -22 --no-check
        new("JsonFromPipe", JsonFromPipeVector.Base64, Json), // pipe, -3 --check
        new("VariedLevel1", VariedLevel1Vector.Base64, Varied), // -1 --no-check
        new("VariedLevel19", VariedLevel19Vector.Base64, Varied), // -19 --check
        new("Noise", NoiseVector.Base64, () => TestContent.Noise(700, 3)), // -3 --check
        new("Empty", EmptyVector.Base64, () => []), // -3 --check
        new("EmptyFromPipe", EmptyFromPipeVector.Base64, () => []), // pipe, -3 --no-check
        new("Run", RunVector.Base64, () => TestContent.Run(300_000, (byte)'x')), // -1 --check
        new("Long", LongVector.Base64, () => TestContent.Distant(900_000, 4)), // pipe, -3 --long=27 --check
        new("SkewedOneStream", SkewedOneStreamVector.Base64, () => TestContent.Skewed(200, 5, 12)), // -3 --no-check
        new("SkewedFourStreams", SkewedFourStreamsVector.Base64, () => TestContent.Skewed(2500, 6, 100)), // -19 --check
        new("SkewedTreeless", SkewedTreelessVector.Base64, () => TestContent.Skewed(4000, 7, 20)), // pipe, -3 --zstd=wlog=10 --check
        new("TableSmallBlocks", TableSmallBlocksVector.Base64, Table), // pipe, -19 --zstd=wlog=10 --check
        new("TableFast", TableFastVector.Base64, Table), // --fast=5 --no-check
        new("ManyFrames", ManyFramesVector.Base64, ManyFrames), // 40 files, -1 --no-check each
        new("Skippable", SkippableVector.Base64, () => [.. Small(0), .. Small(1)]), // -1 --check, with a skippable frame before each
    ];

    public static TheoryData<string> Names => [.. All.Select(vector => vector.Name)];

    public static GoldenVector Get(string name) => All.Single(vector => string.Equals(vector.Name, name, StringComparison.Ordinal));

    private static byte[] Json() => TestContent.Json(110_000, 1, 12);

    private static byte[] Varied() => TestContent.Json(30_000, 2, 300);

    private static byte[] Table() => TestContent.Table(8_000, 8);

    private static byte[] ManyFrames() => [.. Enumerable.Range(0, 40).SelectMany(Small)];

    private static byte[] Small(int number) => TestContent.Json(30 + number, (uint)(100 + number), 1);
}
