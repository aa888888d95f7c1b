namespace Router.Core.Caching;

/// <summary>The files of a folder store: one an answer, named as the answer is, for the owner alone (folder 0700, files 0600).</summary>
internal sealed class AnswerFolder(string path)
{
    private const string Unfinished = ".new";
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    private long _written;

    /// <summary>The names of whole answers, the oldest file first. What a crash left behind, and answers that are cut or expired, is deleted; what is not this store's is left alone.</summary>
    /// <param name="isWanted">Whether an answer is still wanted.</param>
    public IEnumerable<(AnswerName Name, SealedHead Head)> Read(Func<SealedHead, bool> isWanted)
    {
        byte[] start = new byte[SealedAnswer.LongestHead];
        foreach (FileInfo file in Directory.Exists(path) ? new DirectoryInfo(path).EnumerateFiles().OrderBy(static file => file.LastWriteTimeUtc) : Enumerable.Empty<FileInfo>())
        {
            bool isOurs = AnswerName.TryParse(Path.GetFileNameWithoutExtension(file.Name), out AnswerName name);
            if (isOurs && file.Extension.Length == 0 && ReadHead(file, start) is { } head && isWanted(head))
            {
                yield return (name, head);
            }
            else if (isOurs && (file.Extension.Length == 0 || file.Extension == Unfinished || file.Extension.StartsWith($"{Unfinished}-", StringComparison.Ordinal)))
            {
                file.Delete();
            }
        }
    }

    /// <summary>The bytes of a file; null when it is gone.</summary>
    public async Task<byte[]?> ReadAsync(AnswerName name)
    {
        try
        {
            return await File.ReadAllBytesAsync(Of(name)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Writes a file beside its place. Nothing is forced onto the disk: a file that a crash cut is not opened.</summary>
    /// <returns>Where it is; <see cref="Keep"/> puts it in its place.</returns>
    public async Task<string> WriteAsync(AnswerName name, ReadOnlyMemory<byte> bytes)
    {
        Create();
        string fresh = $"{Of(name)}{Unfinished}-{Interlocked.Increment(ref _written)}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        try
        {
            var stream = new FileStream(fresh, options);
            await using (stream.ConfigureAwait(false))
            {
                await stream.WriteAsync(bytes).ConfigureAwait(false);
            }
        }
        catch (IOException)
        {
            File.Delete(fresh); // a full disk must not stay full of halves
            throw;
        }

        return fresh;
    }

    /// <summary>Puts a written file in its place.</summary>
    public void Keep(string fresh, AnswerName name) => File.Move(fresh, Of(name), overwrite: true);

    /// <summary>Deletes a file; one that is gone stays so.</summary>
    public void Delete(AnswerName name)
    {
        if (Directory.Exists(path))
        {
            File.Delete(Of(name));
        }
    }

    private static SealedHead? ReadHead(FileInfo file, byte[] start)
    {
        using FileStream stream = file.OpenRead();
        int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return SealedAnswer.ReadHead(start.AsSpan(0, length)) is { } head && head.Length == file.Length ? head : null;
    }

    private void Create()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerFolder);
        }
    }

    private string Of(AnswerName name) => Path.Combine(path, name.ToString());
}
