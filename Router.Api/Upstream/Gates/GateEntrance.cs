using System.Net.Http.Headers;
using Router.Api.Messages;
using Router.Core.Admission;
using Router.Core.Admission.Hints;

namespace Router.Api.Upstream.Gates;

/// <summary>
/// The node's side of the gates: asks for a permit before each request to a provider, tells what became of it, and holds it meanwhile.
/// </summary>
internal sealed partial class GateEntrance(
    IProviderGates gates, GateWaiters waiters, GateKeys keys, OpenPasses open, TokenBorrowing tokens, TimeProvider clock, ILogger<GateEntrance> logger)
{
    /// <summary>Asks for a permit; with patience, waits for it.</summary>
    /// <exception cref="OperationCanceledException">The client has gone; nothing is held for it.</exception>
    public async ValueTask<GateAnswer> EnterAsync(MessageExchange exchange, Candidate candidate, TimeSpan patience)
    {
        var pass = new GatePass(keys.Of(candidate), PermitId.New());
        var request = new EnterRequest(pass.Id, exchange.Principal.User, tokens.Of(exchange, candidate, pass.Gate)) { Class = ClassOf(exchange), Patience = patience };
        long asked = clock.GetTimestamp();
        GateAnswer answer = patience > TimeSpan.Zero
            ? await waiters.EnterAsync(gates, pass.Gate, request, exchange.ClientGone)
            : await gates.EnterAsync(pass.Gate, request);
        if (patience > TimeSpan.Zero)
        {
            exchange.GateWait += clock.GetElapsedTime(asked);
        }

        Hold(candidate, pass, answer);
        return answer;
    }

    /// <summary>Asks for a permit to count tokens; nobody waits for that, since an estimate is at hand.</summary>
    public async ValueTask<bool> EnterToCountAsync(MessageExchange exchange, Candidate candidate)
    {
        var pass = new GatePass(keys.OfCounting(candidate), PermitId.New());
        GateAnswer answer = await gates.EnterAsync(pass.Gate, new EnterRequest(pass.Id, exchange.Principal.User, 0) { Class = AdmissionClass.Background });
        Hold(candidate, pass, answer);
        return answer.Kind == AdmissionKind.Granted;
    }

    /// <summary>The provider's answer has begun; others may follow at once.</summary>
    public ValueTask AnsweringAsync(Candidate candidate, HttpResponseHeaders headers)
    {
        if (candidate.Pass is not { } pass)
        {
            return ValueTask.CompletedTask;
        }

        ProviderReading reading = RateHeaders.Read(name => ResponseHeaders.Find(headers, name), clock.GetUtcNow());
        tokens.Learn(pass.Gate, reading);
        return gates.AnsweringAsync(pass.Gate, pass.Id, reading);
    }

    /// <summary>Gives the permit back with the truth.</summary>
    public async ValueTask LeaveAsync(Candidate candidate, AttemptReport report)
    {
        if (Take(candidate) is { } pass)
        {
            await gates.ReportAsync(pass.Gate, pass.Id, report);
            if (logger.IsEnabled(LogLevel.Warning) && report.Outcome is not (AttemptOutcome.Answered or AttemptOutcome.ClientFault or AttemptOutcome.Abandoned)
                && await gates.StatusAsync(pass.Gate) is { Closed: not RefusalReason.None, OpensAt: { } opens } status)
            {
                LogClosed(pass.Gate, status.Closed, Math.Ceiling((opens - clock.GetUtcNow()).TotalSeconds));
            }
        }
    }

    /// <summary>Gives the permit back unused.</summary>
    public async ValueTask CancelAsync(Candidate candidate)
    {
        if (Take(candidate) is { } pass)
        {
            await gates.CancelAsync(pass.Gate, pass.Id);
        }
    }

    private void Hold(Candidate candidate, GatePass pass, GateAnswer answer)
    {
        if (answer.Kind == AdmissionKind.Granted)
        {
            open.Add(pass);
            candidate.Pass = pass;
        }
    }

    private GatePass? Take(Candidate candidate)
    {
        if (candidate.Pass is { } pass)
        {
            candidate.Pass = null;
            open.Remove(pass);
            return pass;
        }

        return null;
    }

    /// <summary>With CLAUDE_CODE_GATEWAY_HINT_HEADERS Claude Code says what a request is for; "main" is all that was seen of somebody who waits.</summary>
    private static AdmissionClass ClassOf(MessageExchange exchange) =>
        string.Equals(exchange.Context.Request.Headers["x-claude-code-request-class"], "background", StringComparison.OrdinalIgnoreCase) ? AdmissionClass.Background : AdmissionClass.Interactive;

    [LoggerMessage(341, LogLevel.Warning, "Gate {Gate} is closed for {Seconds} s: {Reason}")]
    private partial void LogClosed(GateKey gate, RefusalReason reason, double seconds);
}
