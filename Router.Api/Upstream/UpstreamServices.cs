using Router.Api.Upstream.Chat;
using Router.Api.Upstream.Gates;
using Router.Protocol.Images;

namespace Router.Api.Upstream;

/// <summary>Registers the way to providers.</summary>
internal static class UpstreamServices
{
    public static IServiceCollection AddRouterUpstream(this IServiceCollection services) => services
        .AddRouterGates()
        .AddSingleton<TargetOrder>()
        .AddSingleton<CandidateList>()
        .AddSingleton<CredentialLookup>()
        .AddSingleton<StreamRelay>()
        .AddSingleton<BodyRelay>()
        .AddSingleton<SmallerImages>()
        .AddSingleton<ChatMessages>()
        .AddSingleton<Dialects>()
        .AddSingleton<FittingTargets>()
        .AddSingleton<WireLog>()
        .AddSingleton<UpstreamAttempt>()
        .AddSingleton<UpstreamWalk>();
}
