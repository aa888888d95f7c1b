using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using Router.Core.Caching;
using Router.Core.Spend;
using Router.Protocol.Anthropic;
using Router.Protocol.Anthropic.Collecting;
using Router.Protocol.Anthropic.Digests;

namespace Benchmarks;

/// <summary>What the response cache adds to a message, and what an answer from it costs; Claude Code's first request, an answer of 4 kB.</summary>
public class CacheHit
{
    private static readonly CacheLabel Label = new("default", "m");

    private readonly byte[] _body = Encoding.UTF8.GetBytes(RequestTranslation.Body());
    private readonly CacheScope _scope = new("default", null, null, null);
    private readonly MemoryAnswerStore _memory = new(TimeProvider.System, 64 << 20);
    private readonly ArrayBufferWriter<byte> _events = new(1 << 16);
    private FolderAnswerStore _folder = null!;
    private DirectoryInfo _place = null!;
    private CacheKey _key;

    /// <summary>Keeps the answer.</summary>
    [GlobalSetup]
    public async Task Fill()
    {
        string text = string.Concat(Enumerable.Range(0, 400).Select(number => $"word{number} "));
        byte[] message = Encoding.UTF8.GetBytes($$$"""{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"{{{text}}}"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":12,"output_tokens":900}}""");
        byte[] value = new CachedAnswer("a", "m", new TokenCounts(12, 900, 0, 0, 0), message).Encode();
        _key = Key();
        _place = Directory.CreateTempSubdirectory("router-bench-");
        _folder = new FolderAnswerStore(_place.FullName, TimeProvider.System, 64 << 20, static exception => throw exception);
        await _memory.PutAsync(_key, Label, value, TimeSpan.FromHours(1));
        await _folder.PutAsync(_key, Label, value, TimeSpan.FromHours(1));
    }

    /// <summary>Deletes the folder.</summary>
    [GlobalCleanup]
    public void Clean() => _place.Delete(recursive: true);

    /// <summary>The key of a request: what a miss pays too.</summary>
    [Benchmark]
    public CacheKey Key() => CacheKeys.Of(RequestDigest.Of(_body)!.Full.Span, isPrefix: false, _scope, ["m", "served", "a/m"]);

    /// <summary>A kept answer in memory, read and told as a stream.</summary>
    [Benchmark]
    public async Task<int> Memory() => Tell(await _memory.FindAsync(_key));

    /// <summary>The same from a file, opened.</summary>
    [Benchmark]
    public async Task<int> Folder() => Tell(await _folder.FindAsync(_key));

    /// <summary>A name's hash and the opening of a sealed answer, without its file.</summary>
    [Benchmark]
    public int Sealed() => SealedAnswer.Open(_key, SealedAnswer.Seal(_key, Label, DateTimeOffset.UnixEpoch, SHA256.HashData(_body)))!.Value.Length;

    private int Tell(ReadOnlyMemory<byte>? found)
    {
        _events.ResetWrittenCount();
        MessageReplay.TryWrite(WholeMessage.Copy(CachedAnswer.Decode(found!.Value)!.Message.Span, zeroUsage: true, freshIds: false), _events);
        return _events.WrittenCount;
    }
}
