using System.Collections.Immutable;
using Router.Api.Caching;
using Router.Api.Configuration;
using Router.Api.Filters;
using Router.Api.Spend;
using Router.Api.Upstream;
using Router.Core.Routing;
using Router.Core.Spend;
using Router.Core.Tenancy;
using Router.Core.Usage;
using Router.Protocol.Anthropic;
using Router.Protocol.Counting;
using Router.Protocol.Translation;

namespace Router.Api.Messages;

/// <summary>One message on its way through the house: what came in, where it may go, and what became of it.</summary>
internal sealed class MessageExchange(
    HttpContext context, RouterSnapshot snapshot, Principal principal, ReadOnlyMemory<byte> body, MessageRequest request, Route route)
{
    private readonly (ReadOnlyMemory<byte> Body, MessageRequest Request) _received = (body, request);

    public HttpContext Context { get; } = context;

    public RouterSnapshot Snapshot { get; } = snapshot;

    public Principal Principal { get; } = principal;

    /// <summary>The body as the client sent it, decompressed, or as filters left it for the present attempt.</summary>
    public ReadOnlyMemory<byte> Body { get; private set; } = body;

    /// <summary>The head of <see cref="Body"/>.</summary>
    public MessageRequest Request { get; private set; } = request;

    public Route Route { get; } = route;

    /// <summary>The client's side of a stream; null for an answer in one piece.</summary>
    public IClientStream? Stream { get; set; }

    /// <summary>When it arrived, as a clock timestamp.</summary>
    public required long Arrived { get; init; }

    /// <summary>Cancelled when nobody waits for the answer any more: the client has gone, and all who share its answer.</summary>
    public CancellationToken ClientGone => Flight?.Abandoned ?? Context.RequestAborted;

    /// <summary>The answer that others may share, while a provider is asked for it; null where none is shared.</summary>
    public Flight? Flight { get; set; }

    /// <summary>What filters said before the cache was asked, of the attempt that is still to come; null where nothing stands for it.</summary>
    public ForeseenVerdict? Foreseen { get; set; }

    /// <summary>What the response cache did.</summary>
    public CacheOutcome Cache
    {
        get;
        set
        {
            field = value;
            if (!Context.Response.HasStarted)
            {
                RouterHeaders.ApplyCache(Context.Response.Headers, value);
            }
        }
    }

    /// <summary>The tokens that the response cache saved.</summary>
    public TokenCounts Saved { get; set; }

    /// <summary>
    /// The conversation that it belongs to. Only to tell conversations apart; it may be the client's text.
    /// </summary>
    public string Session => field ??= SessionNames.Of(this);

    /// <summary>What the client was told, when that was no answer: kind and reason in words of the code, for the log.</summary>
    public string? Refusal { get; set; }

    /// <summary>How long it waited: in queues of gates, and between tries.</summary>
    public TimeSpan GateWait { get; set; }

    /// <summary>Its way, for its record.</summary>
    public RequestTrail Trail { get; } = new();

    /// <summary>When the present attempt was sent, as a clock timestamp.</summary>
    public long AttemptStarted { get; set; }

    /// <summary>How many requests were sent to providers.</summary>
    public int Attempts { get; set; }

    /// <summary>The target that answered, or was tried last.</summary>
    public Target? Target { get; set; }

    /// <summary>Whether the present attempt, or the last, goes out with a key that the user brought: he pays the provider himself.</summary>
    public bool IsOnBroughtKey { get; set; }

    /// <summary>By provider, what this message may use of its credentials, as far as that was looked up.</summary>
    public Dictionary<string, UsableCredentials> Credentials { get; } = new(StringComparer.Ordinal);

    /// <summary>The target was not asked: the answer was known without it.</summary>
    public bool IsAnsweredHere { get; set; }

    /// <summary>How it ended.</summary>
    public MessageEnding Ending { get; set; }

    /// <summary>The usage that the provider reported.</summary>
    public MessageUsage Usage { get; set; }

    /// <summary>Characters of text, thinking and tool input that were relayed, where nobody else counts them.</summary>
    public long RelayedCharacters { get; set; }

    /// <summary>Whether a provider is being asked, or has answered.</summary>
    public bool IsAsking { get; set; }

    /// <summary>What it will cost; null for a message that nobody pays for, as a probe.</summary>
    public Bill? Bill { get; set; }

    /// <summary>When the first content was relayed, as a clock timestamp; 0 for never.</summary>
    public long FirstContent { get; set; }

    /// <summary>What was decided about the order of the targets, as codes; they stand before those of each attempt.</summary>
    public ImmutableArray<string> RouteNotes { get; set; } = [];

    /// <summary>What the translation for the present attempt dropped or changed.</summary>
    public DegradationNotes Notes { get; set; } = new();

    /// <summary>An estimate of the input, before any correction; null while none was made, since it costs a look at the whole body.</summary>
    public RequestEstimate? Estimate { get; set; }

    /// <summary>Puts another body in place of the client's, with its head.</summary>
    public void ReplaceBody(ReadOnlyMemory<byte> replaced, MessageRequest head)
    {
        (Body, Request, Estimate) = (replaced, head, null);
    }

    /// <summary>Takes the client's own body again.</summary>
    public void RestoreBody()
    {
        if (!Body.Equals(_received.Body))
        {
            ReplaceBody(_received.Body, _received.Request);
        }
    }

    /// <summary>What <c>model</c> in the answer is set to: the name that the client asked for, or its entry's own word; null for what the provider says.</summary>
    public string? AnswerModel => Snapshot.Config.RewriteModel ? Route.Entry?.AnswerAs ?? Request.Model : null;
}
