using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Spend.Pricing;

namespace Router.Core.Tests.Spend;

/// <summary>Something that happened in a run, as the caller saw it.</summary>
internal sealed record SpendEvent(SpendEventKind Kind, DateTimeOffset At, SpendRequest Request)
{
    public long OutputTokens { get; init; }

    public TokenPrice Price { get; init; }

    public Settlement Settlement { get; init; }

    public SpendRefusal? Refusal { get; init; }
}
