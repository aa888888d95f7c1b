using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace Router.Api.Tests.Caching.Properties;

/// <summary>Clients that want the same at the same time, and what becomes of the attempts to get it; behind those named, all are whole.</summary>
internal sealed record RandomMix(ImmutableArray<(bool Streams, Leaving Leaves)> Clients, ImmutableArray<AttemptKind> Attempts)
{
    public static Gen<RandomMix> Any =>
        from count in Gen.Choose(1, 7)
        from clients in Client.ArrayOf(count)
        from failing in Gen.Choose(0, 3)
        from attempts in Gen.Elements(Enum.GetValues<AttemptKind>()).ArrayOf(failing)
        select new RandomMix([.. clients], [.. attempts]);

    private static Gen<(bool, Leaving)> Client =>
        from streams in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
        from leaves in Gen.Frequency((4, Gen.Constant(Leaving.Never)), (1, Gen.Constant(Leaving.BeforeContent)), (1, Gen.Constant(Leaving.WithinContent)))
        select (streams, leaves);

    public override string ToString() => $"{string.Join(", ", Clients)}; {string.Join(", ", Attempts)}";
}
