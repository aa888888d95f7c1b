using System.Text;
using Router.Api.Configuration;
using Router.Api.CountTokens;
using Router.Api.Errors;
using Router.Api.Hosting;
using Router.Api.Messages;
using Router.Api.Upstream;
using Router.Api.Upstream.Failures;
using Router.Core.Tenancy;
using Router.Protocol.Anthropic;

namespace Router.Api.Doctor.Probes;

/// <summary>
/// Asks one target with one credential, on the way that every message takes: dialect, headers, translation and relay are those of the product.
/// Only what lies before it is left out: no other target, no repetition, and nothing that counts as the provider's record.
/// </summary>
internal sealed class Prober(UpstreamAttempt attempt, CountRequest counting, TimeProvider clock)
{
    /// <summary>How long one probe may take. Local servers load a model first.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Who the gateway is when it asks for itself: nobody of the default tenant.</summary>
    public static Principal Asker { get; } = new(PrincipalKind.Client, "default", null, "router-doctor", "doctor", ["*"]);

    public async Task<ProbeOutcome> AskAsync(ProbeTarget target, string body, TimeSpan patience, CancellationToken cancellation)
    {
        var wire = new WireWatch(clock);
        using var limit = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        using var written = new MemoryStream();
        MessageExchange exchange = Exchange(target, body, written, counts: false, patience, either.Token);
        await using var stream = (ClientStream?)exchange.Stream;
        var outcome = new ProbeOutcome { Wire = wire };
        try
        {
            UpstreamFailure? failure = await attempt.RunAsync(exchange, Candidate(target, wire));
            await exchange.Context.Response.BodyWriter.FlushAsync(cancellation);
            outcome = outcome with { Failure = failure };
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            outcome = outcome with { TimedOut = true };
        }

        return outcome with
        {
            Ending = exchange.Ending,
            Answer = written.ToArray(),
            Usage = exchange.Usage,
            Notes = [.. exchange.Notes.Codes],
            Took = clock.GetElapsedTime(exchange.Arrived),
            FirstContent = exchange.FirstContent == 0 ? null : clock.GetElapsedTime(exchange.Arrived, exchange.FirstContent),
        };
    }

    /// <summary>Lets the provider count.</summary>
    /// <returns>The count, null where it gave none, and what was on the wire; null when the dialect has no count at all.</returns>
    public async Task<(UpstreamCount? Count, WireWatch Wire)?> CountAsync(ProbeTarget target, string body, CancellationToken cancellation)
    {
        var wire = new WireWatch(clock);
        Candidate candidate = Candidate(target, wire);
        if (!CountRequest.IsKnownTo(candidate))
        {
            return null;
        }

        using var written = new MemoryStream();
        MessageExchange exchange = Exchange(target, body, written, counts: true, Patience, cancellation);
        using HttpRequestMessage message = counting.Create(exchange, candidate);
        return ((await counting.SendAsync(candidate, message)).Count, wire);
    }

    private static Candidate Candidate(ProbeTarget target, WireWatch wire) =>
        new(target.Target, target.Snapshot.Providers[target.Target.Provider.Name].WatchedBy(wire.Around), target.Credential);

    private MessageExchange Exchange(ProbeTarget target, string text, Stream answer, bool counts, TimeSpan patience, CancellationToken cancellation)
    {
        byte[] body = Encoding.UTF8.GetBytes(text);
        MessageRequest? request = null;
        RequestProblem? problem = null;
        if (!(counts ? MessageRequestReader.TryReadCount(body, out request, out problem) : MessageRequestReader.TryRead(body, out request, out problem)))
        {
            throw new InvalidOperationException($"A probe of the doctor is no message: {problem}");
        }

        HttpContext context = Context(answer, cancellation);
        RouterSnapshot snapshot = target.Snapshot;
        return new MessageExchange(context, snapshot, Asker, body, request!, new Route(request!.Model, null, [target.Target]))
        {
            Arrived = clock.GetTimestamp(),
            // No pings: a status line that goes out early would turn a real error into an event.
            Stream = request.Stream ? new ClientStream(context, clock, patience * 2) : null,
        };
    }

    private static DefaultHttpContext Context(Stream answer, CancellationToken cancellation)
    {
        var context = new DefaultHttpContext { RequestAborted = cancellation, TraceIdentifier = RequestIds.New() };
        context.Request.Method = HttpMethods.Post;
        context.Request.Path = "/v1/messages";
        context.Request.QueryString = new QueryString("?beta=true"); // as Claude Code asks
        context.Request.ContentType = "application/json";
        context.Request.Headers.UserAgent = $"router/{RouterVersion.Text} (doctor)";
        context.Request.Headers["anthropic-version"] = "2023-06-01";
        context.Response.Body = answer;
        return context;
    }
}
