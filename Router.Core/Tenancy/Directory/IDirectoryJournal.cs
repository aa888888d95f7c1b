namespace Router.Core.Tenancy.Directory;

/// <summary>Keeps what happened to the directory.</summary>
public interface IDirectoryJournal
{
    /// <summary>
    /// Takes an effect. Calls come one at a time, in the order in which the effects are to be replayed, and must not wait; what is returned completes
    /// when the effect is safe on disk. When one fails, so must every later one: it was decided on top of it.
    /// </summary>
    ValueTask KeepAsync(DirectoryEffect effect);
}
