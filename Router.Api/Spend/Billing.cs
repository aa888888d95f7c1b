using Router.Api.CountTokens;
using Router.Api.Errors;
using Router.Api.Messages;
using Router.Api.Upstream;
using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Spend.Effects;
using Router.Core.Spend.Pricing;
using Router.Core.Tenancy;
using Router.Core.Usage;
using Answer = Router.Api.Upstream.Failures.ClientAnswer;

namespace Router.Api.Spend;

/// <summary>
/// The money of messages: reserves before a provider is asked, extends while an answer grows, settles before its last event goes out. Messages of
/// keys without limits reserve as well: that is how a crash leaves their record. Messages that go out with a key that the user brought are recorded
/// with their cost, but charged to no budget, unless <c>spend.ownKeys</c> says so.
/// </summary>
internal sealed class Billing(
    ISpendAccounts accounts, ConfiguredSpend configured, IUsageLedger usage, TokenEstimates estimates, CandidateList candidates, SpendNotices notices, TimeProvider clock)
{
    /// <summary>By how many output tokens a reservation grows.</summary>
    private const long Step = 8000;

    /// <summary>Opens the message's bill.</summary>
    /// <returns>Why it can't go on; null when it can.</returns>
    public ValueTask<Answer?> OpenAsync(MessageExchange exchange)
    {
        exchange.Bill = new Bill(ReservationId.New()) { IsLimited = configured.Limits(exchange.Principal), Multiplier = configured.MultiplierOf(exchange.Principal.Tenant) };
        return ReserveAsync(exchange, exchange.Bill);
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
        TargetPrices prices = exchange.Snapshot.Prices;
        bool isFree = exchange.IsOnBroughtKey && !ChargesOwnKeys(exchange);
        // The multiplier is what the tenant is charged, and of this it is charged nothing: what it cost is what the provider asks.
        PriceQuote quote = exchange.Target is { } target ? prices.Of(target, isFree ? 1 : bill.Multiplier) : bill.Asked ?? prices.Unknown;
        TokenPrice price = quote.For(tokens?.AllInput ?? 0);
        var facts = new AnswerFacts
        {
            RequestId = exchange.Context.TraceIdentifier,
            ModelServed = exchange.Attempts > 0 ? exchange.Target?.Model : null,
            Provider = exchange.Attempts > 0 ? exchange.Target?.Provider.Name : null,
            Attempts = exchange.Attempts,
            PriceOrigin = quote.Origin,
            OwnKey = exchange.IsOnBroughtKey,
            OwnPrice = isFree ? price : null,
            Latency = clock.GetElapsedTime(exchange.Arrived),
            FirstToken = exchange.FirstContent == 0 ? null : clock.GetElapsedTime(exchange.Arrived, exchange.FirstContent),
            Status = status,
            Notes = [.. exchange.Notes.Codes],
            Cache = exchange.Cache,
            Saved = quote.For(exchange.Saved.AllInput).Cost(exchange.Saved),
            Steps = exchange.Trail.Told(clock, exchange.Arrived, kind),
        };
        SettleAnswer settled = bill.Reserved is null
            ? default
            : await accounts.SettleAsync(exchange.Principal.Tenant, new Settlement(bill.Id, kind, isFree ? tokens ?? default : tokens) { Price = isFree ? default(TokenPrice) : price, Facts = facts });
        notices.Reached(exchange.Principal, settled.Reached);
        if (settled.Known)
        {
            return;
        }

        // Refused before anything was reserved: recorded as if that had been nothing.
        DateTimeOffset now = clock.GetUtcNow();
        TokenCounts charged = tokens ?? default;
        var nothing = new Reservation(
            bill.Id, SpendPath.Of(exchange.Principal), price, 0, 0, Money.Zero, CacheUse.None, Origins.Of(exchange), null, now - clock.GetElapsedTime(exchange.Arrived));
        await usage.AddAsync(UsageRecord.Of(exchange.Principal.Tenant, new Settled(0, now, nothing, kind, charged, price, price.Cost(charged), Money.Zero), facts));
    }

    private async ValueTask<Answer?> ReserveAsync(MessageExchange exchange, Bill bill)
    {
        Principal principal = exchange.Principal;
        long input = InputBound.Of(exchange, estimates);
        PriceQuote price = exchange.Snapshot.Prices.Dearest(exchange.Route, input, bill.Multiplier);
        bill.Asked = price;
        if (!ChargesOwnKeys(exchange) && await candidates.AreAllBroughtAsync(exchange))
        {
            price = price with { Price = default };
        }

        SpendAnswer answer = await accounts.ReserveAsync(principal.Tenant, new SpendRequest(
            bill.Id, SpendPath.Of(principal), price.Price, input, exchange.Request.MaxTokens, Origins.Of(exchange))
        {
            Cache = InputBound.CacheOf(exchange, estimates), PriceOrigin = price.Origin,
        });
        if (answer.Refusal is { } refusal)
        {
            notices.Refused(exchange, refusal);
            return Say(SpendWords.Refuse(refusal, principal.Tenant));
        }

        if (answer.IsUnwritten && bill.IsLimited && exchange.Snapshot.Config.Spend?.OnUnavailable != "open")
        {
            await accounts.SettleAsync(principal.Tenant, new Settlement(bill.Id, SettlementKind.NotSent, null));
            notices.Unavailable(exchange);
            return Say(SpendWords.Unavailable);
        }

        bill.Grant(price, exchange.Request.MaxTokens, answer);
        BudgetHeaders.Announce(exchange);
        if (answer.IsSoftReached)
        {
            exchange.RouteNotes = exchange.RouteNotes.Add(SpendNotices.SoftBudget);
        }

        return null;
    }

    private static bool ChargesOwnKeys(MessageExchange exchange) => exchange.Snapshot.Config.Spend?.OwnKeys == "charged";

    private async ValueTask ExtendAsync(MessageExchange exchange, Bill bill) =>
        bill.Extended(await accounts.ExtendAsync(exchange.Principal.Tenant, new Extension(bill.Id, Math.Min(bill.Covered + Step, bill.MaxTokens))));

    private static Answer Say(ClientAnswer words) => Answer.Of(new RouterError(words.Status, words.Type, words.Message)) with { Headers = words.Headers };
}
