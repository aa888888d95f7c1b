using System.Text.Json;
using Router.Core.Journal.Snapshots;

namespace Router.Core.Journal.Opening;

/// <summary>Who is handed which records, from which position on.</summary>
internal sealed class RecordRoutes
{
    private readonly Dictionary<string, (RecordType Type, List<Taker> Takers)> _routes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _known;
    private readonly List<Taker> _takers;

    /// <summary>Routes records.</summary>
    /// <param name="projections">All projections.</param>
    /// <param name="rawTypes">Types that none of them takes.</param>
    /// <param name="only">The only one that is handed anything; null for all.</param>
    public RecordRoutes(IReadOnlyCollection<IProjection> projections, IEnumerable<RecordType> rawTypes, IProjection? only = null)
    {
        _known = projections.ToDictionary(projection => projection.Name, projection => projection.Version, StringComparer.Ordinal);
        _takers = [.. projections.Where(projection => only is null || projection == only).Select(projection => new Taker(projection))];
        foreach (RecordType type in rawTypes)
        {
            Route(type);
        }

        foreach (IProjection projection in projections)
        {
            foreach (RecordType type in projection.Types)
            {
                Route(type).AddRange(_takers.Where(taker => taker.Projection == projection));
            }
        }
    }

    /// <summary>Whether nobody is handed anything.</summary>
    public bool IsEmpty => _takers.Count == 0;

    /// <summary>Records up to here are of no interest to anyone.</summary>
    public long From { get; private set; } = long.MaxValue;

    /// <summary>The last record that a snapshot covers.</summary>
    public long Covered => IsEmpty ? 0 : _takers.Max(taker => taker.Position);

    /// <summary>Puts every projection at a snapshot, or at the beginning.</summary>
    public void Restore(IReadOnlyList<SnapshotSection>? sections)
    {
        foreach (Taker taker in _takers)
        {
            SnapshotSection? section = sections?.FirstOrDefault(section => string.Equals(section.Name, taker.Projection.Name, StringComparison.Ordinal));
            taker.Projection.Restore(section?.Snapshot);
            taker.Position = section?.Position ?? 0;
        }

        From = IsEmpty ? long.MaxValue : _takers.Min(taker => taker.Position);
    }

    /// <summary>What of a snapshot nobody here understands; null when there is nothing.</summary>
    public string? Unknown(IReadOnlyList<SnapshotSection> sections)
    {
        foreach (SnapshotSection section in sections)
        {
            if (!_known.TryGetValue(section.Name, out int version) || section.Snapshot.Version > version)
            {
                return $"{section.Name} version {section.Snapshot.Version}";
            }
        }

        return null;
    }

    /// <summary>Hands a record on.</summary>
    /// <returns>Null, or what is unknown of it.</returns>
    /// <exception cref="JsonException">Its payload is not what its type says.</exception>
    public string? Apply(in JournalRecord record)
    {
        if (record.Position <= From)
        {
            return null;
        }

        if (!_routes.TryGetValue(record.Type, out (RecordType Type, List<Taker> Takers) route) || record.Version > route.Type.Version)
        {
            return $"{record.Type} version {record.Version}";
        }

        foreach (Taker taker in route.Takers)
        {
            if (record.Position > taker.Position)
            {
                taker.Projection.Apply(record);
            }
        }

        return null;
    }

    private List<Taker> Route(RecordType type)
    {
        if (!_routes.TryGetValue(type.Name, out (RecordType Type, List<Taker> Takers) route))
        {
            route = (type, []);
            _routes.Add(type.Name, route);
        }

        return route.Type.Version == type.Version ? route.Takers : throw new ArgumentException($"{type.Name} is declared with two versions.", nameof(type));
    }

    private sealed class Taker(IProjection projection)
    {
        public IProjection Projection { get; } = projection;

        public long Position { get; set; }
    }
}
