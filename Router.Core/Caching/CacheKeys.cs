using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Router.Core.Caching;

/// <summary>Makes keys out of a request's digest and what beside its body decides the answer.</summary>
public static class CacheKeys
{
    /// <summary>Raised whenever keys or values change their meaning: what was kept before is not found any more.</summary>
    private const string Version = "answers v1";

    /// <summary>The key.</summary>
    /// <param name="digest">The request's digest, 32 bytes.</param>
    /// <param name="isPrefix">Whether the digest is over the last turn alone.</param>
    /// <param name="scope">Who shares the answer.</param>
    /// <param name="facts">What else decides it, in a fixed order: the model as asked, the targets, headers.</param>
    public static CacheKey Of(ReadOnlySpan<byte> digest, bool isPrefix, CacheScope scope, ImmutableArray<string> facts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, Version);
        Append(hash, isPrefix ? "prefix" : "full");
        Append(hash, scope.Tenant);
        Append(hash, scope.Team);
        Append(hash, scope.User);
        Append(hash, scope.BroughtKey);
        hash.AppendData(digest);
        foreach (string fact in facts)
        {
            Append(hash, fact);
        }

        return new CacheKey(hash.GetHashAndReset());
    }

    /// <summary>Its length stands before each part, so that no two lists of parts look alike; none is not the same as an empty one.</summary>
    private static void Append(IncrementalHash hash, string? part)
    {
        hash.AppendData(BitConverter.GetBytes(part is null ? -1 : Encoding.UTF8.GetByteCount(part)));
        hash.AppendData(Encoding.UTF8.GetBytes(part ?? ""));
    }
}
