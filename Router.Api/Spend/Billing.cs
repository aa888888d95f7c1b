using Router.Api.CountTokens;
using Router.Api.Errors;
using Router.Api.Messages;
using Router.Api.Upstream;
using Router.Api.Usage;
using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Spend.Pricing;
using Router.Core.Tenancy;
using Router.Core.Usage;
using Answer = Router.Api.Upstream.Failures.ClientAnswer;

namespace Router.Api.Spend;

/// <summary>
/// The money of messages: reserves before a provider is asked, extends while an answer grows, settles before its last event goes out. Keys without
/// limits and budget reserve nothing; what they use is only recorded. So is the money of messages that go out with a key that the user brought, unless
/// <c>spend.ownKeys</c> says that budgets are charged for them too.
/// </summary>
internal sealed class Billing(ISpendAccounts accounts, UsageLedger usage, TokenEstimates estimates, CandidateList candidates, TimeProvider clock)
{
    /// <summary>By how many output tokens a reservation grows.</summary>
    private const long Step = 8000;

    /// <summary>Opens the message's bill.</summary>
    /// <returns>Why it can't go on; null when it can.</returns>
    public ValueTask<Answer?> OpenAsync(MessageExchange exchange)
    {
        exchange.Bill = new Bill(ReservationId.New());
        return ConfiguredSpend.Limits(exchange.Principal) ? ReserveAsync(exchange, exchange.Bill) : ValueTask.FromResult<Answer?>(null);
    }

    /// <summary>The answer has grown. When its reservation may not suffice, more is asked for beside it.</summary>
    /// <returns>Whether it may go on; else it must end here, as its reservation does.</returns>
    public bool MayGoOn(MessageExchange exchange)
    {
        if (exchange.Bill is not { Reserved: not null } bill)
        {
            return true;
        }

        // Code and languages other than English have fewer characters a token than four.
        if (bill.WantsMore(Math.Max(exchange.Usage.Output, exchange.RelayedCharacters / 3)))
        {
            ValueTask asked = ExtendAsync(exchange, bill);
            _ = asked.IsCompletedSuccessfully ? null : asked.AsTask();
        }

        return bill.Cut is null || Math.Max(exchange.Usage.Output, CutFloor.Of(null, 0, exchange.RelayedCharacters).Output) < bill.Covered;
    }

    /// <summary>Charges what the message cost and records it, once; where nothing was opened, as for a probe, nothing.</summary>
    /// <param name="exchange">The message.</param>
    /// <param name="kind">How it ended.</param>
    /// <param name="status">The HTTP status that the client gets, 0 for none.</param>
    public async ValueTask SettleAsync(MessageExchange exchange, SettlementKind kind, int status)
    {
        if (exchange.Bill is not { IsSettled: false } bill)
        {
            return;
        }

        bill.IsSettled = true;
        TokenCounts? tokens = BilledTokens.Of(exchange, kind, estimates);
        PriceQuote quote = exchange.Target is { } target ? TargetPrices.Of(target) : bill.Reserved ?? PriceBook.Unknown;
        TokenPrice price = quote.For(tokens?.AllInput ?? 0);
        bool isFree = exchange.IsOnBroughtKey && !ChargesOwnKeys(exchange);
        Settlement settlement = isFree ? new Settlement(bill.Id, kind, tokens ?? default) { Price = default(TokenPrice) } : new Settlement(bill.Id, kind, tokens) { Price = price };
        SettleAnswer settled = bill.Reserved is null ? default : await accounts.SettleAsync(exchange.Principal.Tenant, settlement);
        bool isCharged = settled.Known && !isFree;
        await usage.AddAsync(new UsageRecord
        {
            Id = bill.Id,
            At = clock.GetUtcNow(),
            Tenant = exchange.Principal.Tenant,
            Path = SpendPath.Of(exchange.Principal),
            Origin = Origins.Of(exchange),
            ModelServed = exchange.Attempts > 0 ? exchange.Target?.Model : null,
            Provider = exchange.Attempts > 0 ? exchange.Target?.Provider.Name : null,
            Attempts = exchange.Attempts,
            Tokens = tokens ?? default,
            Price = isCharged ? settled.Price : price,
            PriceOrigin = quote.Origin,
            Cost = isCharged ? settled.Cost : price.Cost(tokens ?? default),
            OwnKey = exchange.IsOnBroughtKey,
            Overrun = settled.Overrun,
            Latency = clock.GetElapsedTime(exchange.Arrived),
            FirstToken = exchange.FirstContent == 0 ? null : clock.GetElapsedTime(exchange.Arrived, exchange.FirstContent),
            Status = status,
            Outcome = kind,
            Notes = [.. exchange.Notes.Codes],
        });
    }

    private async ValueTask<Answer?> ReserveAsync(MessageExchange exchange, Bill bill)
    {
        Principal principal = exchange.Principal;
        long input = InputBound.Of(exchange, estimates);
        PriceQuote price = TargetPrices.Dearest(exchange.Route, input);
        if (!ChargesOwnKeys(exchange) && await candidates.AreAllBroughtAsync(exchange))
        {
            price = price with { Price = default };
        }

        SpendAnswer answer = await accounts.ReserveAsync(principal.Tenant, new SpendRequest(
            bill.Id, SpendPath.Of(principal), price.Price, input, exchange.Request.MaxTokens, Origins.Of(exchange))
        {
            Cache = InputBound.CacheOf(exchange.Body.Span), PriceOrigin = price.Origin,
        });
        if (answer.Refusal is { } refusal)
        {
            return Say(SpendWords.Refuse(refusal, principal.Tenant));
        }

        if (answer.IsUnwritten && exchange.Snapshot.Config.Spend?.OnUnavailable != "open")
        {
            await accounts.SettleAsync(principal.Tenant, new Settlement(bill.Id, SettlementKind.NotSent, null));
            return Say(SpendWords.Unavailable);
        }

        bill.Grant(price, exchange.Request.MaxTokens, answer);
        BudgetHeaders.Announce(exchange);
        return null;
    }

    private static bool ChargesOwnKeys(MessageExchange exchange) => exchange.Snapshot.Config.Spend?.OwnKeys == "charged";

    private async ValueTask ExtendAsync(MessageExchange exchange, Bill bill) =>
        bill.Extended(await accounts.ExtendAsync(exchange.Principal.Tenant, new Extension(bill.Id, Math.Min(bill.Covered + Step, bill.MaxTokens))));

    private static Answer Say(ClientAnswer words) => Answer.Of(new RouterError(words.Status, words.Type, words.Message)) with { Headers = words.Headers };
}
