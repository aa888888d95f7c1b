using System.Collections.Frozen;
using System.Text.Json;
using Router.Api.Messages;
using Router.Api.Upstream.Failures;
using Router.Core.Admission;

namespace Router.Api.Telemetry;

/// <summary>Names of values as label values: <c>FirstByteTimeout</c> is <c>first_byte_timeout</c>.</summary>
internal static class LabelWords
{
    private static readonly FrozenDictionary<FailureKind, string> Failures = All<FailureKind>();
    private static readonly FrozenDictionary<MessageEnding, string> Endings = All<MessageEnding>();
    private static readonly FrozenDictionary<RefusalReason, string> Reasons = All<RefusalReason>();

    public static string Of(FailureKind kind) => Failures[kind];

    public static string Of(MessageEnding ending) => Endings[ending];

    public static string Of(RefusalReason reason) => Reasons[reason];

    private static FrozenDictionary<T, string> All<T>()
        where T : struct, Enum => Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()));
}
