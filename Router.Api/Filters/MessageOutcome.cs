using Router.Api.Messages;
using Router.Core.Routing;
using Router.Core.Tenancy;
using Router.Protocol.Anthropic;

namespace Router.Api.Filters;

/// <summary>How a message ended.</summary>
/// <param name="RequestId">The id that the log and the client know it by.</param>
/// <param name="Principal">Who sent it.</param>
/// <param name="Request">The head of its body.</param>
/// <param name="Target">The target that answered, or was tried last; null when none was tried.</param>
/// <param name="Ending">How it ended.</param>
/// <param name="Status">The HTTP status that the client got.</param>
/// <param name="Attempts">How many requests went to providers.</param>
/// <param name="Usage">The tokens that the provider reported; all 0 when it reported none.</param>
/// <param name="Notes">The codes of what was dropped or changed on the way.</param>
public sealed record MessageOutcome(
    string RequestId, Principal Principal, MessageRequest Request, Target? Target, MessageEnding Ending, int Status, int Attempts, MessageUsage Usage, IReadOnlyList<string> Notes);
