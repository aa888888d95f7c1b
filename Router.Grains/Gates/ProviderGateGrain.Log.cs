using Microsoft.Extensions.Logging;
using Router.Core.Admission;

namespace Router.Grains.Gates;

internal sealed partial class ProviderGateGrain
{
    [LoggerMessage(702, LogLevel.Debug, "Node {Node} does not hear of gate {Gate}")]
    private partial void LogNotHeard(GateKey gate, string node, Exception exception);
}
