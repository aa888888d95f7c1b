using System.Collections.Immutable;
using Router.Core.Routing;
using Router.Protocol.Translation;

namespace Router.Api.Upstream;

/// <summary>What is known about an attempt before its message is said in the target's dialect.</summary>
internal static class AttemptNotes
{
    /// <summary>The target belongs to a lower tier than the one that was asked for.</summary>
    public const string Downgraded = "downgraded";

    public static DegradationNotes Begin(ImmutableArray<string> routeNotes, Target target)
    {
        var notes = new DegradationNotes();
        foreach (string code in routeNotes)
        {
            notes.Add(code);
        }

        if (target.IsDowngrade)
        {
            notes.Add(Downgraded);
        }

        return notes;
    }
}
