using System.Text;
using BenchmarkDotNet.Attributes;
using Router.Protocol.Counting;

namespace Benchmarks;

/// <summary>What it costs to estimate the tokens of a long conversation, here 400 kB of prose.</summary>
public class TokenEstimate
{
    private readonly byte[] _body = Encoding.UTF8.GetBytes(
        $$"""{"model":"m","max_tokens":1000,"messages":[{"role":"user","content":"{{string.Concat(Enumerable.Repeat("The quick brown fox jumps over the lazy dog. ", 9000))}}"}]}""");

    /// <summary>The tokens.</summary>
    [Benchmark]
    public long Prose() => TokenEstimator.Estimate(_body);
}
