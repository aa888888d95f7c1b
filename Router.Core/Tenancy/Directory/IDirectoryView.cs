namespace Router.Core.Tenancy.Directory;

/// <summary>The directory as this process knows it: told at once, without asking its owner.</summary>
public interface IDirectoryView
{
    /// <summary>The directory as it is now.</summary>
    DirectoryState State { get; }

    /// <summary>
    /// Calls somebody behind every change, in their order, with the entry; with null where any may have changed. It happens within a lock: he must neither
    /// wait nor give a command.
    /// </summary>
    void Listen(Action<DirectoryEntry?> heard);
}
