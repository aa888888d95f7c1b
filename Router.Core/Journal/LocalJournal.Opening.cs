using Router.Core.Journal.Files;
using Router.Core.Journal.Opening;
using Router.Core.Journal.Snapshots;

namespace Router.Core.Journal;

public sealed partial class LocalJournal
{
    /// <summary>Takes the folder, brings the projections up to date and cuts off a torn tail. A folder that can't be written gives a journal that refuses records until it can.</summary>
    /// <param name="files">The folder.</param>
    /// <param name="projections">Everything that is made of its records. Those of an earlier start must be among them.</param>
    /// <param name="options">How it works.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="notices">Who hears of failures.</param>
    public static JournalOpening Open(IJournalFiles files, IReadOnlyList<IProjection> projections, JournalOptions options, TimeProvider clock, IJournalNotices notices) =>
        Open(files, projections, options, clock, notices, isDriven: false);

    /// <summary>The same; when driven there is no thread, and the caller takes its turns.</summary>
    internal static JournalOpening Open(IJournalFiles files, IReadOnlyList<IProjection> projections, JournalOptions options, TimeProvider clock, IJournalNotices notices, bool isDriven)
    {
        IDisposable? held = null;
        try
        {
            held = files.TryLock();
            if (held is null)
            {
                return Failed(JournalProblemKind.InUse, $"{files.Folder} is used by another process: stop it, or choose another state folder.");
            }
        }
        catch (Exception exception) when (JournalFault.Covers(exception))
        {
            // A folder that can't be written can be read; the repair takes the lock.
        }

        var snapshots = new SnapshotStore(files);
        JournalProblem? problem;
        try
        {
            var replay = new Replay(files, snapshots, new RecordRoutes(projections, options.RawTypes));
            problem = replay.Run();
            if (problem is null)
            {
                return new JournalOpening(new LocalJournal(files, held, replay, snapshots, projections, options, clock, notices, isDriven), null, replay.Warnings);
            }
        }
        catch (Exception exception) when (JournalFault.Covers(exception))
        {
            problem = Failed(JournalProblemKind.Unreadable, $"{files.Folder} can't be read ({exception.Message}): make it readable, or restore it from a copy.").Problem;
        }

        held?.Dispose();
        return new JournalOpening(null, problem, []);

        JournalOpening Failed(JournalProblemKind kind, string text) => new(null, new JournalProblem(kind, files.Folder, null, text), []);
    }
}
