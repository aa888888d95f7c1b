namespace Router.Core.Tests.Admission.Properties;

/// <summary>Counts from a story alone what was used when, knowing nothing of how the gate counts.</summary>
internal sealed class Books(IReadOnlyList<GateEvent> trace)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>The requests that count at the moment of an event, those before it in the story.</summary>
    public long RequestsAt(int index) => Sum(index, given => Math.Max(1, given.Request.Stock), (given, end) => end.Kind switch
    {
        GateEventKind.Cancelled => 0,
        GateEventKind.Reported when given.Request.Stock > 0 => Math.Min(end.Report.Requests ?? long.MaxValue, Math.Max(1, given.Request.Stock)),
        _ => Math.Max(1, given.Request.Stock),
    });

    /// <summary>The tokens that count at the moment of an event.</summary>
    public long TokensAt(int index) => Sum(index, given => given.Request.Tokens, (given, end) => end.Kind switch
    {
        GateEventKind.Cancelled => 0,
        GateEventKind.Reported => end.Report.Tokens ?? given.Request.Tokens,
        _ => given.Request.Tokens,
    });

    /// <summary>Requests under way at the moment of an event.</summary>
    public long OpenAt(int index) =>
        Grants(index).Where(grant => End(grant.Given, index) is null).Sum(grant => Math.Max(1L, grant.Given.Request.Stock));

    private long Sum(int index, Func<GateEvent, long> borrowed, Func<GateEvent, GateEvent, long> truth)
    {
        long sum = 0;
        DateTimeOffset now = trace[index].At;
        foreach ((GateEvent given, _) in Grants(index))
        {
            GateEvent? end = End(given, index);
            bool grantCounts = given.At + Window > now;
            if (given.Request.Stock > 0)
            {
                // A stock counts while it is out, and what was used of it from when it came back.
                sum += end is null ? borrowed(given) : end.At + Window > now ? truth(given, end) : 0;
            }
            else if (end is null)
            {
                sum += grantCounts ? borrowed(given) : 0;
            }
            else
            {
                long used = truth(given, end);
                sum += grantCounts ? Math.Min(used, borrowed(given)) : 0;
                sum += end.At + Window > now ? Math.Max(0, used - borrowed(given)) : 0;
            }
        }

        return sum;
    }

    private IEnumerable<(GateEvent Given, int Index)> Grants(int before) =>
        trace.Take(before).Select((given, index) => (given, index)).Where(grant => grant.given.Kind == GateEventKind.Granted);

    private GateEvent? End(GateEvent given, int before) => trace.Take(before).FirstOrDefault(end =>
        end.Request.Id == given.Request.Id && end.Kind is GateEventKind.Reported or GateEventKind.Cancelled or GateEventKind.Expired);
}
