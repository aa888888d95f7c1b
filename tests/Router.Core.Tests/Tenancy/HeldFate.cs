using Router.Core.Journal;

namespace Router.Core.Tests.Tenancy;

/// <summary>The fate of a record that is told when the test says so.</summary>
internal sealed class HeldFate(Task<Durability> flush) : IRecordFate
{
    public ValueTask<Durability> WrittenAsync() => new(flush);

    public ValueTask<Durability> DurableAsync() => new(flush);
}
