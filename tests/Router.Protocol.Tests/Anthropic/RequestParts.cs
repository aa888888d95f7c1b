using System.Collections.Immutable;
using Router.Protocol.Anthropic;

namespace Router.Protocol.Tests.Anthropic;

/// <summary>Where the parts of a body stand.</summary>
internal static class RequestParts
{
    public static ImmutableArray<RequestPart> Of(byte[] body)
    {
        Assert.True(MessageRequestReader.TryReadCount(body, out MessageRequest? request, out RequestProblem? problem), problem?.ToString());
        return request!.Parts;
    }
}
