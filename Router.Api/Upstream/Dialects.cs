using Router.Api.Messages;
using Router.Api.Upstream.Chat;
using Router.Api.Upstream.Failures;
using Router.Api.Upstream.PassThrough;
using Router.Core.Configuration;
using Router.Protocol.Json;
using Router.Protocol.Translation;

namespace Router.Api.Upstream;

/// <summary>Says a message in the dialect of its target.</summary>
internal sealed class Dialects(ChatMessages chat)
{
    /// <summary>The message, or why it can't be said there.</summary>
    /// <param name="exchange">The message as it came in.</param>
    /// <param name="candidate">Where it goes.</param>
    /// <param name="removal">Thinking to leave out.</param>
    public (OutgoingMessage? Message, UpstreamFailure? Failure) Prepare(MessageExchange exchange, Candidate candidate, IReadOnlyList<BodyEdit> removal)
    {
        exchange.Notes = new DegradationNotes();
        return candidate.Target.Provider.Style == ProviderStyle.OpenAi
            ? chat.Prepare(exchange, candidate)
            : (new PassThroughMessage(exchange, candidate, removal), null);
    }
}
