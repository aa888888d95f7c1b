using Router.Api.CountTokens;
using Router.Core.AdminContract.Checks;

namespace Router.Api.Doctor.Probes;

/// <summary>Who counts tokens: the provider, or the gateway by an estimate. Either way clients get a number, so this never fails.</summary>
internal static class CountCheck
{
    public static Check Of((UpstreamCount? Count, WireWatch Wire)? asked) => asked switch
    {
        null => Check.Unsupported(CheckNames.Count, "this dialect can't count; the gateway estimates"),
        ({ Refusal: null } count, _) => Check.Ok(CheckNames.Count, $"counts ({count.Tokens} tokens)"),
        (_, { Status: 404 or 405 or 501 } wire) => Check.Unsupported(CheckNames.Count, $"does not count (HTTP {wire.Status}); the gateway estimates"),
        (_, { Status: 0 }) => Check.Unsupported(CheckNames.Count, "gave no count in time; the gateway estimates"),
        (_, var wire) => Check.Unsupported(CheckNames.Count, $"gave no count (HTTP {wire.Status}); the gateway estimates"),
    };
}
