namespace Chaos;

/// <summary>What happens to each request of a storm, drawn from its seed: about two of three attempts are answered well.</summary>
/// <param name="Seed">The seed.</param>
public sealed record StormPlan(int Seed)
{
    private static readonly (DeedKind Kind, int Weight)[] Weights =
    [
        (DeedKind.Whole, 380), (DeedKind.Pieces, 120), (DeedKind.Drip, 30), (DeedKind.CloseDelimited, 30), (DeedKind.SlowReader, 20), (DeedKind.InvalidText, 15), (DeedKind.Surplus, 25),
        (DeedKind.Status, 95), (DeedKind.HangBeforeHead, 12), (DeedKind.HangAfterHead, 12), (DeedKind.HangInside, 18), (DeedKind.Cut, 50), (DeedKind.Reset, 40), (DeedKind.EarlyEnd, 20),
        (DeedKind.LengthTooLong, 15), (DeedKind.LengthTooShort, 15), (DeedKind.GarbageChunk, 15), (DeedKind.Page, 15), (DeedKind.Empty, 10), (DeedKind.OtherJson, 10),
        (DeedKind.ErrorFirst, 20), (DeedKind.ErrorInside, 20), (DeedKind.PingsOnly, 13),
    ];

    private readonly Chance _chance = new(Seed);

    /// <summary>What the provider does with a request's attempt.</summary>
    public Deed Deed(int request, int attempt)
    {
        int drawn = _chance.Of(request, attempt, 1) % Weights.Sum(entry => entry.Weight);
        int number = _chance.Of(request, attempt, 2);
        foreach ((DeedKind kind, int weight) in Weights)
        {
            if ((drawn -= weight) < 0)
            {
                return new Deed(kind, number);
            }
        }

        throw new InvalidOperationException("The weights are wrong.");
    }

    /// <summary>What a client asks.</summary>
    public Question Question(int request)
    {
        int size = _chance.Of(request, 0, 3) % 100;
        return new Question(request, $"chaos-{Model(_chance.Of(request, 0, 4))}", Stream: _chance.Of(request, 0, 5) % 3 > 0)
        {
            Filler = size switch { < 3 => 400_000, < 30 => 20_000, _ => 50 },
            User = _chance.Of(request, 0, 6) % StormGateway.Users,
            Session = _chance.Of(request, 0, 7) % 40,
            LeavesAfter = _chance.Of(request, 0, 8) % 100 < 7 ? TimeSpan.FromMilliseconds(_chance.Of(request, 0, 9) % 400) : null,
        };
    }

    private static int Model(int number) => number % 100 < 4 ? StormGateway.DeadModel : number / 100 % StormGateway.DeadModel;
}
