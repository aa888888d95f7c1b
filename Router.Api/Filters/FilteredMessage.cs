using Router.Core.Routing;
using Router.Core.Tenancy;
using Router.Protocol.Anthropic;

namespace Router.Api.Filters;

/// <summary>A message before an attempt.</summary>
/// <param name="RequestId">The id that the log and the client know it by.</param>
/// <param name="Principal">Who sends it: user, team and tenant.</param>
/// <param name="Request">The head of the body: model as asked, stream, max_tokens.</param>
/// <param name="Body">The whole Messages request in UTF-8, as the client sent it, before the model's name and whatever else the target needs is changed.</param>
/// <param name="Target">Where it is about to go.</param>
public sealed record FilteredMessage(string RequestId, Principal Principal, MessageRequest Request, ReadOnlyMemory<byte> Body, Target Target);
