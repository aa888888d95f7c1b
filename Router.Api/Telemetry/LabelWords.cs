using System.Collections.Frozen;
using System.Text.Json;
using Router.Api.Messages;
using Router.Api.Upstream.Failures;
using Router.Core.Admission;
using Router.Core.Spend;
using Router.Core.Spend.Answers;
using Router.Core.Usage;

namespace Router.Api.Telemetry;

/// <summary>Names of values as label values: <c>FirstByteTimeout</c> is <c>first_byte_timeout</c>.</summary>
internal static class LabelWords
{
    private static readonly FrozenDictionary<FailureKind, string> Failures = All<FailureKind>();
    private static readonly FrozenDictionary<MessageEnding, string> Endings = All<MessageEnding>();
    private static readonly FrozenDictionary<RefusalReason, string> Reasons = All<RefusalReason>();

    private static readonly FrozenDictionary<SpendRefusalReason, string> SpendReasons = All<SpendRefusalReason>();
    private static readonly FrozenDictionary<SpendLevel, string> Levels = All<SpendLevel>();
    private static readonly FrozenDictionary<BudgetPeriod, string> Periods = All<BudgetPeriod>();
    private static readonly FrozenDictionary<CacheOutcome, string> CacheOutcomes = All<CacheOutcome>();

    public static string Of(FailureKind kind) => Failures[kind];

    public static string Of(MessageEnding ending) => Endings[ending];

    public static string Of(RefusalReason reason) => Reasons[reason];

    public static string Of(SpendRefusalReason reason) => SpendReasons[reason];

    public static string Of(SpendLevel level) => Levels[level];

    public static string Of(BudgetPeriod period) => Periods[period];

    public static string Of(CacheOutcome outcome) => CacheOutcomes[outcome];

    private static FrozenDictionary<T, string> All<T>()
        where T : struct, Enum => Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));
}
