namespace Router.Api.State;

/// <summary>Files that only their owner may read (0600), written whole or not at all.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a file that is not there yet.</summary>
    /// <exception cref="IOException">It is there already, or can't be written.</exception>
    public static void Create(string path, ReadOnlySpan<byte> content) => Write(path, content);

    /// <summary>Replaces a file in one step: a crash leaves the old or the new one.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        string fresh = path + ".new";
        File.Delete(fresh); // what a crash left behind would keep its own mode
        Write(fresh, content);
        File.Move(fresh, path, overwrite: true);
    }

    /// <summary>Opens a file to write behind what is there; others may read it meanwhile.</summary>
    public static FileStream Append(string path) => Open(path, FileMode.Append, FileShare.ReadWrite);

    private static void Write(string path, ReadOnlySpan<byte> content)
    {
        using FileStream stream = Open(path, FileMode.CreateNew, FileShare.Read);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }

    private static FileStream Open(string path, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = share };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }
}
