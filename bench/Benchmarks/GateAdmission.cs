using BenchmarkDotNet.Attributes;
using Router.Core.Admission;
using Router.Core.Configuration;

namespace Benchmarks;

/// <summary>What one request costs at a gate when it need not wait: entering and giving the permit back, 32 others under way, every limit in force.</summary>
public class GateAdmission
{
    private const int Requests = 1000;
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(10);

    private readonly ProviderGate _gate = new(new GateSettings { Limits = new ProviderLimits(1_000_000, 1_000_000_000, 1000), Lease = TimeSpan.FromDays(3650) });
    private readonly PermitId[] _ids = [.. Enumerable.Range(0, Requests).Select(_ => PermitId.New())];
    private DateTimeOffset _now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    /// <summary>Fills the window and takes the 32.</summary>
    [GlobalSetup]
    public void Fill()
    {
        for (int other = 0; other < 32; other++)
        {
            _gate.Enter(new EnterRequest(PermitId.New(), "other", 5000), _now);
        }

        for (int round = 0; round < 10; round++)
        {
            EnterAndReport();
        }
    }

    /// <summary>A request every 10 ms: the window holds 6,000. The result is how many were granted.</summary>
    [Benchmark(OperationsPerInvoke = Requests)]
    public int EnterAndReport()
    {
        int granted = 0;
        foreach (PermitId id in _ids)
        {
            _now += Apart;
            EnterAnswer answer = _gate.Enter(new EnterRequest(id, "ann", 5000), _now);
            granted += answer.Answer.Kind == AdmissionKind.Granted ? 1 : 0;
            _gate.Report(id, new AttemptReport(AttemptOutcome.Answered, 4000), _now);
        }

        return granted;
    }
}
