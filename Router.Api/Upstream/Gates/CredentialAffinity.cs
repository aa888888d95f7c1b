using Router.Api.Messages;
using Router.Core.Admission.Choosing;

namespace Router.Api.Upstream.Gates;

/// <summary>Keeps each session at one credential of a provider, because a provider's prompt cache belongs to a credential.</summary>
internal sealed class CredentialAffinity(TimeProvider clock)
{
    /// <summary>Pins that are kept: some MB at most.</summary>
    private const int MostPins = 50_000;

    /// <summary>Longer than any provider keeps a prompt cache (Anthropic: 5 minutes, or 1 hour where asked).</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);

    private readonly Lock _lock = new();
    private readonly SessionAffinity _pins = new(MostPins, Lifetime);

    /// <summary>Which of a provider's usable credentials a session starts with.</summary>
    public int Of(MessageExchange exchange, string provider, int credentials)
    {
        if (credentials < 2)
        {
            return 0;
        }

        Span<bool> usable = stackalloc bool[credentials];
        usable.Fill(true);
        lock (_lock)
        {
            return _pins.Choose(provider, exchange.Session, usable, clock.GetUtcNow()) ?? 0;
        }
    }

    /// <summary>Another credential has answered, since the session's own failed: it stays there.</summary>
    public void Move(MessageExchange exchange, string provider, int from, int to, int credentials)
    {
        Span<bool> usable = stackalloc bool[credentials];
        usable[to] = true;
        lock (_lock)
        {
            _pins.Unpin(provider, exchange.Session, from);
            _pins.Choose(provider, exchange.Session, usable, clock.GetUtcNow());
        }
    }
}
