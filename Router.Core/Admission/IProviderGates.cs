using System.Collections.Immutable;
using Router.Core.Admission.Hints;

namespace Router.Core.Admission;

/// <summary>
/// All gates. Calls may be repeated: the ids in them make that harmless. A gate's effects on others go to <see cref="IGateNotices"/>.
/// </summary>
public interface IProviderGates
{
    /// <summary>Asks for a permit. A ticket may be answered before this call returns: whoever would wait must be listening before he asks.</summary>
    ValueTask<GateAnswer> EnterAsync(GateKey gate, EnterRequest request);

    /// <summary>The provider answers with success and these headers.</summary>
    ValueTask AnsweringAsync(GateKey gate, PermitId id, ProviderReading reading);

    /// <summary>Gives a permit back.</summary>
    ValueTask ReportAsync(GateKey gate, PermitId id, AttemptReport report);

    /// <summary>Gives up a ticket, or a permit that was not used.</summary>
    ValueTask CancelAsync(GateKey gate, PermitId id);

    /// <summary>Keeps permits from expiring.</summary>
    ValueTask RenewAsync(GateKey gate, ImmutableArray<PermitId> ids);

    /// <summary>Lets a gate act on the time, as <see cref="IGateNotices.TickDue"/> asked.</summary>
    ValueTask TickAsync(GateKey gate);

    /// <summary>Forgets the cooldowns and breakers of a provider's gates.</summary>
    ValueTask ReopenAsync(string provider);

    /// <summary>What a provider's gates are told has changed: they take it anew.</summary>
    ValueTask ConfigureAsync(string provider);

    /// <summary>How all gates stand, in no order.</summary>
    ValueTask<ImmutableArray<KeyValuePair<GateKey, GateStatus>>> ListAsync();

    /// <summary>How a gate stands; null when nobody has ever entered it.</summary>
    ValueTask<GateStatus?> StatusAsync(GateKey gate);
}
