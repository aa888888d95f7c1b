using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Spend.Pricing;

namespace Router.Api.Spend;

/// <summary>What one message will cost, from its beginning to its settlement.</summary>
internal sealed class Bill(ReservationId id)
{
    private int _isExtending;

    /// <summary>Its name, the reservation's and the record's.</summary>
    public ReservationId Id => id;

    /// <summary>The dearest that it may be charged at, granted or refused; null before that was asked.</summary>
    public PriceQuote? Asked { get; set; }

    /// <summary>What the reservation was reckoned with; null without one, as where it was refused.</summary>
    public PriceQuote? Reserved { get; private set; }

    /// <summary>Whether anything limits the key, its user, team or tenant.</summary>
    public bool IsLimited { get; init; }

    /// <summary>What the tenant is charged, in times the price: as it was when the message came.</summary>
    public decimal Multiplier { get; init; } = 1;

    /// <summary>The output tokens that the reservation covers.</summary>
    public long Covered { get; private set; } = long.MaxValue;

    /// <summary>The output tokens that the client asks for at most: nothing beyond them is ever reserved.</summary>
    public long MaxTokens { get; private set; }

    /// <summary>Why the answer must end where its reservation ends; null while it need not.</summary>
    public SpendRefusal? Cut { get; private set; }

    /// <summary>The budget of which most is spent; null without one.</summary>
    public BudgetStanding? Fullest { get; private set; }

    /// <summary>Whether it is settled.</summary>
    public bool IsSettled { get; set; }

    /// <summary>A reservation was granted.</summary>
    public void Grant(PriceQuote price, long maxTokens, in SpendAnswer answer) =>
        (Reserved, Covered, MaxTokens, Fullest) = (price, answer.OutputTokens, maxTokens, answer.Fullest);

    /// <summary>Whether the reservation should be extended now; then nobody else is told so until <see cref="Extended"/>.</summary>
    public bool WantsMore(long output) =>
        Reserved is not null && Covered < MaxTokens && output >= Covered - (Covered / 4) && Interlocked.Exchange(ref _isExtending, 1) == 0;

    /// <summary>The answer to the wish for more. An answer that may finish is never asked for again.</summary>
    public void Extended(in ExtendAnswer answer)
    {
        Cut = answer.Kind == ExtendAnswerKind.Cut ? answer.Refusal : null;
        Covered = answer.Kind is ExtendAnswerKind.Extended or ExtendAnswerKind.Cut ? answer.OutputTokens : long.MaxValue;
        if (answer.Kind == ExtendAnswerKind.Extended)
        {
            Volatile.Write(ref _isExtending, 0);
        }
    }
}
