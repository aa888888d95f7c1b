using System.Text.Json;
using Router.Core.Admission;
using Router.Core.Admission.State;

namespace Router.Core.Tests.Admission.Properties;

/// <summary>What lets the gate live behind a lock as well as in a grain: repeated commands and snapshots change nothing.</summary>
public sealed class HostingProperties
{
    [Fact]
    public void RepeatedCommands_ChangeNothing() => Check.That(RandomRun.All, random =>
    {
        GateRun once = random.Play();
        GateRun twice = random.Play(twice: true);
        return (once.Story() == twice.Story() && once.Json() == twice.Json(), twice.Story());
    });

    [Fact]
    public void RestoredGate_GoesOnAsTheOldOne() => Check.That(RandomRun.All, random =>
    {
        GateRun stayed = random.Play();
        GateRun moved = random.Play(reloads: true);
        // A restored gate knows better when the next tick is due: the old one may have had one more.
        stayed.Renew();
        moved.Renew();
        return (stayed.Story() == moved.Story() && stayed.Json() == moved.Json(), moved.Story());
    });

    [Fact]
    public void Snapshot_SurvivesJson() => Check.That(RandomRun.All, (run, _) =>
        run.Json() == JsonSerializer.Serialize(run.Copy().Save(), AdmissionJson.Default.GateSnapshot));

    [Fact]
    public void Commands_SurviveJson()
    {
        var request = new EnterRequest(PermitId.New(), "ann", 7) { Class = AdmissionClass.Background, Patience = TimeSpan.FromSeconds(3), Stock = 2 };
        string json = JsonSerializer.Serialize(request, AdmissionJson.Default.EnterRequest);
        Assert.Equal(request, JsonSerializer.Deserialize(json, AdmissionJson.Default.EnterRequest));

        var report = new AttemptReport(AttemptOutcome.RateLimited, 3) { RetryAfter = TimeSpan.FromSeconds(9), Requests = 1 };
        Assert.Equal(report, JsonSerializer.Deserialize(JsonSerializer.Serialize(report, AdmissionJson.Default.AttemptReport), AdmissionJson.Default.AttemptReport));
    }

    /// <summary>A wall clock that steps back must neither grant again nor block.</summary>
    [Fact]
    public void ClockThatStepsBack_CountsAsStandingStill()
    {
        var gate = new ProviderGate(new GateSettings { Limits = new(1, null, null) });
        Assert.Equal(AdmissionKind.Granted, Enter(TimeSpan.FromHours(1)).Kind);
        Assert.Equal(GateAnswer.Refused(RefusalReason.Limit, TimeSpan.FromMinutes(1)), Enter(TimeSpan.Zero));
        Assert.Equal(AdmissionKind.Granted, Enter(TimeSpan.FromHours(1) + TimeSpan.FromMinutes(1)).Kind);

        GateAnswer Enter(TimeSpan at) => gate.Enter(new EnterRequest(PermitId.New(), "ann", 0), GateRun.Start + at).Answer;
    }
}
