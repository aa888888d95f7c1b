using System.Numerics;

namespace Router.Protocol.Compression;

/// <summary>Reads the probabilities that an FSE table is built from (RFC 8878, 4.1.1).</summary>
internal static class FseDistribution
{
    private const int LeastAccuracy = 5;
    private const int AccuracyFieldBits = 4;
    private const int RepeatFieldBits = 2;
    private const int RepeatGoesOn = 3;

    /// <summary>
    /// Fills <paramref name="probabilities"/>, whose length is the number of symbols allowed; -1 stands for "less than 1".
    /// </summary>
    public static bool TryRead(
        ReadOnlySpan<byte> source, int maximumAccuracy, Span<short> probabilities, out int accuracy, out int consumed)
    {
        var reader = new ForwardBitReader(source);
        consumed = 0;
        accuracy = reader.Read(AccuracyFieldBits) + LeastAccuracy;
        if (accuracy > maximumAccuracy) return false;

        probabilities.Clear();
        int remaining = 1 << accuracy;
        for (int symbol = 0; remaining > 0; symbol++)
        {
            if (symbol >= probabilities.Length) return false;

            int probability = ReadProbability(ref reader, remaining);
            probabilities[symbol] = (short)probability;
            remaining -= Math.Abs(probability);
            if (probability != 0) continue;

            int repeat;
            do
            {
                repeat = reader.Read(RepeatFieldBits);
                symbol += repeat;
            }
            while (repeat == RepeatGoesOn && symbol < probabilities.Length);
        }

        consumed = reader.BytesRead;
        return !reader.IsOverrun;
    }

    /// <summary>Reads a value of 0 to <paramref name="remaining"/> + 1, the smaller ones in one bit less, and takes 1 from it.</summary>
    private static int ReadProbability(ref ForwardBitReader reader, int remaining)
    {
        int bits = BitOperations.Log2((uint)remaining + 1) + 1;
        int shortMask = (1 << (bits - 1)) - 1;
        int shortValues = (1 << bits) - 1 - (remaining + 1);
        int value = reader.Peek(bits);
        if ((value & shortMask) < shortValues)
        {
            reader.Skip(bits - 1);
            return (value & shortMask) - 1;
        }

        reader.Skip(bits);
        return (value > shortMask ? value - shortValues : value) - 1;
    }
}
